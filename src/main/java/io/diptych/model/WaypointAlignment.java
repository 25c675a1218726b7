package io.diptych.model;

import io.diptych.diffusion.Alignment;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.TrajectoryStep;
import java.util.stream.IntStream;

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

    /** A cosine; NaN where the copy has no words, or the model has not yet looked at the whole picture. */
    @Override
    public double score(TrajectoryStep step) {
        ImageCodes picture = step.predictedPicture();
        int[] words = IntStream.of(step.predictedText())
                .takeWhile(id -> id != special.eos())
                .filter(id -> id != special.mask())
                .toArray();
        if (picture.maskedCount() > 0 || words.length == 0) {
            return Double.NaN;
        }
        return Aligner.score(aligner.text(words), aligner.picture(codec.decode(picture.codes(), picture.grid())));
    }
}
