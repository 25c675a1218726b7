package io.diptych.diffusion;

/** In which order text and picture are denoised; the steps of each are the same in all three. */
public enum Schedule {
    /** Both together; the picture joins after a quarter of the text steps. */
    PARALLEL,
    /** The first half of the text steps alone, then both. */
    SEMI_PARALLEL,
    /** All text steps, then all picture steps: "think, then draw". */
    SEQUENTIAL
}
