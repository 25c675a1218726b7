package io.diptych.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The training that a checkpoint comes from.
 *
 * @param steps optimizer steps
 * @param data what it was trained on, in words
 * @param snapshot SHA-256 over the snapshot's denoiser weights; null in a checkpoint: the exporter fills it in
 * @param settings everything else, as the training wrote it down
 */
public record TrainingRun(
        long seed, long steps, String data, @Nullable String snapshot, Map<String, Object> settings) {

    public TrainingRun {
        settings = Map.copyOf(settings);
    }

    public TrainingRun withSnapshot(String sha256) {
        return new TrainingRun(seed, steps, data, sha256, settings);
    }
}
