package io.diptych.diffusion;

/** How well text and picture of a shot agree at a point of its trajectory. */
@FunctionalInterface
public interface Alignment {

    /** Greater is better; NaN where there is not yet anything to compare. */
    double score(TrajectoryStep step);
}
