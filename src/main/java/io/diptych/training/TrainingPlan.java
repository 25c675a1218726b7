package io.diptych.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training of {@code studio-mini}, from nothing to a bundle. Two runs of the same plan see the same samples and draw the
 * same numbers, however often they were interrupted; libtorch may round their sums differently.
 *
 * @param out directory of the bundle; must not exist or be empty
 * @param work directory of snapshots, loss logs and sheets of samples; a run continues from what it finds there
 * @param seed of the weights, the samples and all draws
 * @param vqSteps steps of the picture model
 * @param vqRows crops of 64 px a step
 * @param denoiserSteps steps of the denoiser
 * @param denoiserRows samples a step
 * @param threads parts that each batch is split into, one thread each; changes results in the last digits
 * @param pool samples that are held at a time; {@code fresh} of them are replaced at each step of the denoiser
 * @param shown held-out samples drawn for the sheet that is written every few minutes
 * @param snapshotEvery time between two snapshots
 */
public record TrainingPlan(
        Path out,
        Path work,
        long seed,
        long vqSteps,
        int vqRows,
        long denoiserSteps,
        int denoiserRows,
        int threads,
        int pool,
        int fresh,
        int shown,
        Duration snapshotEvery) {

    static final VqConfig VQ = new VqConfig(List.of(16, 32, 64, 128), 1, 1, 8, StudioTokens.CODES);
    static final DenoiserConfig DENOISER = new DenoiserConfig(
            192,
            6,
            4,
            4,
            512,
            10_000,
            1e-5f,
            StudioTokens.TEXT_IDS + StudioTokens.CODES,
            StudioTokens.TEXT_IDS,
            StudioTokens.CODES);

    public TrainingPlan {
        positive("steps of the picture model", vqSteps);
        positive("steps of the denoiser", denoiserSteps);
        positive("threads", threads);
        positive("pool", pool);
        positive("fresh samples", fresh);
        positive("samples shown", shown);
        divides("crops a step", vqRows, 4 * threads); // whole pictures count as four crops
        divides("samples a step", denoiserRows, threads);
    }

    /** For a bundle as the embedded one, whose {@code bundle.json} says what it was itself made with. */
    public static TrainingPlan studioMini(Path out, Path work) {
        return new TrainingPlan(out, work, 7, 4_000, 16, 14_000, 16, 2, 1200, 4, 16, Duration.ofMinutes(3));
    }

    public TrainingPlan withSeed(long value) {
        return new TrainingPlan(
                out,
                work,
                value,
                vqSteps,
                vqRows,
                denoiserSteps,
                denoiserRows,
                threads,
                pool,
                fresh,
                shown,
                snapshotEvery);
    }

    public TrainingPlan withSteps(long vq, long denoiser) {
        return new TrainingPlan(
                out, work, seed, vq, vqRows, denoiser, denoiserRows, threads, pool, fresh, shown, snapshotEvery);
    }

    public TrainingPlan withPool(int samples, int replaced) {
        return new TrainingPlan(
                out,
                work,
                seed,
                vqSteps,
                vqRows,
                denoiserSteps,
                denoiserRows,
                threads,
                samples,
                replaced,
                shown,
                snapshotEvery);
    }

    /** Pictures are larger than codes, and fewer do: each is cropped differently every time. */
    int vqPool() {
        return Math.min(1000, pool);
    }

    VqSchedule vqSchedule() {
        return new VqSchedule(vqSteps, 0.02, 2e-3, Math.min(400, vqSteps / 5), 0.01);
    }

    DenoiserSchedule denoiserSchedule() {
        return new DenoiserSchedule(denoiserSteps, 0.01, 1e-3, 0.01, 4, 0.01);
    }

    /** What the bundle says about how it was trained. */
    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("vq_steps", vqSteps);
        settings.put("vq_crops_a_step", vqRows);
        settings.put("denoiser_steps", denoiserSteps);
        settings.put("denoiser_samples_a_step", denoiserRows);
        settings.put("pool", pool);
        settings.put("fresh_samples_a_step", fresh);
        settings.put("threads", threads);
        settings.put(
                "optimizer",
                "Muon " + denoiserSchedule().muonRate() + ", Adam "
                        + denoiserSchedule().adamRate());
        return settings;
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": at least 1, got " + value);
        }
    }

    private static void divides(String name, int value, int by) {
        if (value < by || value % by != 0) {
            throw new IllegalArgumentException(name + ": a multiple of " + by + ", got " + value);
        }
    }
}
