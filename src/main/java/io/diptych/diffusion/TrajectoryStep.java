package io.diptych.diffusion;

/**
 * A shot after one step. Arrays are copies.
 *
 * @param shot index of the shot in the list given to the sampler
 * @param step index of the step, from 0; steps that reveal nothing are not reported
 * @param steps number of steps in the shot's plan
 * @param text the text tokens, the mask id where undecided
 * @param picture the picture, masked where undecided
 * @param predictedText the same text with the latest prediction at undecided places (the mask id where there is none)
 * @param predictedPicture the same picture with the latest prediction at undecided places (masked where there is none)
 * @param revealedText text indices that were predicted and revealed in this step, ascending; those filled up after an
 *     end token are not among them
 * @param revealedCodes picture indices that were predicted and revealed in this step, ascending
 */
public record TrajectoryStep(
        int shot,
        int step,
        int steps,
        int[] text,
        ImageCodes picture,
        int[] predictedText,
        ImageCodes predictedPicture,
        int[] revealedText,
        int[] revealedCodes) {}
