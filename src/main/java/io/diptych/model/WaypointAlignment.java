package io.diptych.model;

import io.diptych.diffusion.Alignment;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.TrajectoryStep;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores a shot on its way by the picture and the copy that the model has in mind at that point: what is decided, and what
 * it would put in the other places.
 */
public final class WaypointAlignment implements Alignment {

    private final Aligner aligner;
    private final ImageCodec codec;
    private final SpecialTokens special;

    /** Aligner and codec stay the caller's. */
    public WaypointAlignment(Aligner aligner, ImageCodec codec, SpecialTokens special) {
        this.aligner = aligner;
        this.codec = codec;
        this.special = special;
    }

    /**
     * What was compared.
     *
     * @param score a cosine; NaN where the copy has no words, or the model has not yet looked at the whole picture
     * @param words token ids
     * @param picture null where the model has not yet looked at all of it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Look(double score, int[] words, @Nullable Pixels picture) {}

    @Override
    public double score(TrajectoryStep step) {
        return look(step).score();
    }

    /** Scores, and shows what was seen. */
    public Look look(TrajectoryStep step) {
        ImageCodes picture = step.predictedPicture();
        int[] words = IntStream.of(step.predictedText())
                .takeWhile(id -> id != special.eos())
                .filter(id -> id != special.mask())
                .toArray();
        if (picture.maskedCount() > 0 || words.length == 0) {
            return new Look(Double.NaN, words, null);
        }
        Pixels pixels = codec.decode(picture.codes(), picture.grid());
        return new Look(Aligner.score(aligner.text(words), aligner.picture(pixels)), words, pixels);
    }
}
