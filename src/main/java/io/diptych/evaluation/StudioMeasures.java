package io.diptych.evaluation;

import io.diptych.diffusion.ImageCodes;
import io.diptych.model.Aligner;
import io.diptych.model.ImageCodec;
import io.diptych.model.Pixels;
import io.diptych.model.Tokenizer;
import io.diptych.studio.CopyReader;
import io.diptych.studio.Scene;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures diptychs of the studio, whose truth is known. All arms are measured with the same models. */
final class StudioMeasures {

    private final ImageCodec codec;
    private final Tokenizer tokenizer;
    private final @Nullable Aligner aligner;
    private final ImageQuality quality;

    /**
     * A picture to be measured.
     *
     * @param codec that the codes are of
     */
    record Shown(Pixels picture, ImageCodes codes, ImageCodec codec) {

        static Shown of(ImageCodes codes, ImageCodec codec) {
            return new Shown(codec.decode(codes.codes(), codes.grid()), codes, codec);
        }
    }

    /** @param tokenizer of the aligner's bundle */
    StudioMeasures(ImageCodec codec, Tokenizer tokenizer, @Nullable Aligner aligner, ImageQuality quality) {
        this.codec = codec;
        this.tokenizer = tokenizer;
        this.aligner = aligner;
        this.quality = quality;
    }

    /** @param reading what the picture shows; null where no judge is there to read it */
    Scored score(Prompt prompt, Truth truth, Shown shown, String copy, @Nullable PictureReading reading) {
        Pixels picture = shown.picture();
        Map<Fact, Object> said = Fact.of(CopyReader.read(copy));
        Map<Fact, Object> read = reading == null ? Map.of() : Fact.of(reading);
        Agreement agreement = Agreement.of(truth, said, reading == null ? null : read);
        Scene scene = reading == null ? truth.slots().scene() : reading.scene();
        Map<Measure, Double> scores = new EnumMap<>(Measure.class);
        scores.put(Measure.TEXT_QUALITY, TextQuality.score(copy));
        put(scores, Measure.TEXT_ALIGNMENT, agreement.score(Relation.COPY_INSTRUCTION));
        scores.put(Measure.IMAGE_QUALITY, quality.score(picture, shown.codes(), shown.codec(), prompt, truth, scene));
        put(scores, Measure.IMAGE_ALIGNMENT, agreement.score(Relation.PICTURE_INSTRUCTION));
        scores.put(
                Measure.IMAGE_CONSISTENCY,
                ProductLikeness.score(codec.letterbox(prompt.photo()), picture, Pixels.of(truth.picture())));
        put(scores, Measure.OUTPUT_ALIGNMENT, agreement.score(Relation.COPY_PICTURE));
        put(scores, Measure.OUTPUT_ALIGNMENT_OPEN, agreement.score(Relation.COPY_PICTURE_OPEN));
        put(scores, Measure.ALIGNER, cosine(picture, copy));
        return new Scored(
                prompt.index(),
                prompt.part(),
                Scored.fingerprint(shown.codes().codes(), copy),
                scores,
                agreement.slots(),
                Fact.words(Agreement.asked(truth)),
                Fact.words(said),
                Fact.words(read));
    }

    private double cosine(Pixels picture, String copy) {
        int[] ids = aligner == null ? new int[0] : tokenizer.encode(copy).ids();
        return aligner == null || ids.length == 0
                ? Double.NaN
                : 100 * Aligner.score(aligner.text(ids), aligner.picture(picture));
    }

    private static void put(Map<Measure, Double> scores, Measure measure, double score) {
        if (!Double.isNaN(score)) {
            scores.put(measure, score);
        }
    }
}
