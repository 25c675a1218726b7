package io.diptych.training;

/** Told how a training run goes. */
@FunctionalInterface
public interface ProgressListener {

    void progressed(TrainingProgress progress);
}
