package io.diptych.diffusion;

/** Sees every step of the denoising, for instance to score text and picture against each other at waypoints. */
@FunctionalInterface
public interface TrajectoryObserver {

    TrajectoryObserver NONE = step -> {};

    /** Called after each step of each shot, in the order of steps. */
    void onStep(TrajectoryStep step);
}
