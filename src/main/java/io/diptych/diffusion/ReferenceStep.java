package io.diptych.diffusion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code reference} run after one step.
 *
 * @param sequence the complete sequence
 * @param forwards model calls in the step: 1, or 3 with guidance
 * @param revealed text revealed in the step, most confident first
 * @param picture what was done to the picture; null if nothing
 */
public record ReferenceStep(
        int step,
        int[] sequence,
        int forwards,
        List<RevealedText> revealed,
        @Nullable PictureWork picture) {

    /** @param index in the text, from 0 */
    public record RevealedText(int index, int id, double confidence) {}

    /**
     * Work on the picture; one value per picture code.
     *
     * @param logits the guided logits, [codes][codebook]
     * @param sampledCodes given and earlier decided codes included
     * @param probabilities of the sampled codes; {@link Float#MAX_VALUE} where the code was known
     * @param stayMasked indices that stay or become masked, ascending
     */
    public record PictureWork(float[][] logits, int[] sampledCodes, float[] probabilities, int[] stayMasked) {}
}
