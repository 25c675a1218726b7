package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.export.ElementType;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.model.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Makes {@code studio-mini}: the picture model, then the denoiser over its codes, then a checkpoint and the bundle. Needs
 * libtorch on the class path.
 */
public final class Training {

    private static final Duration SHOW_EVERY = Duration.ofMinutes(5);

    private final TrainingPlan plan;
    private final ProgressListener listener;

    private Training(TrainingPlan plan, ProgressListener listener) {
        this.plan = plan;
        this.listener = listener;
    }

    /**
     * Trains, from the last snapshots if there are any.
     *
     * @return the bundle, opened and so checked
     */
    public static Bundle run(TrainingPlan plan, ProgressListener listener) {
        return new Training(plan, listener).run();
    }

    private Bundle run() {
        try (var manager = PyTorch.manager();
                var shards = new Shards(plan.threads())) {
            Files.createDirectories(plan.work());
            var checkpoint = new Checkpoint(plan);
            trainPictureModel(checkpoint, shards, manager);
            trainDenoiser(checkpoint, shards, manager);
            checkpoint.describe();
            return Exporter.export(
                    checkpoint.directory(), plan.out(), ExportOptions.DEFAULT.withWeights(ElementType.F16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void trainPictureModel(Checkpoint checkpoint, Shards shards, NDManager manager) {
        try (var training = new VqTraining(TrainingPlan.VQ, plan.vqSchedule(), plan.seed(), shards, manager);
                var batches = new StudioVqBatches(
                        plan.vqRows(), plan.vqSteps() / 2, plan.seed(), plan.vqPool(), plan.threads())) {
            stage("vq", plan.vqSteps(), plan.vqRows(), 25).run(new VqStage(training, batches), listener);
            training.saveModel(checkpoint.pictureModel());
        }
    }

    private void trainDenoiser(Checkpoint checkpoint, Shards shards, NDManager manager) {
        var tokens = new StudioTokens();
        try (var pictures = new PictureModel(TrainingPlan.VQ, checkpoint.pictureModel(), manager);
                var training = new DenoiserTraining(
                        TrainingPlan.DENOISER,
                        plan.denoiserSchedule(),
                        pictures.codebook(),
                        plan.seed(),
                        shards,
                        manager);
                var batches = new StudioDenoiserBatches(
                        plan.denoiserRows(),
                        plan.threads(),
                        plan.seed(),
                        plan.pool(),
                        plan.fresh(),
                        plan.threads(),
                        tokens,
                        pictures);
                var precision = MatrixPrecision.bfloat16WhereFast()) {
            stage("denoiser", plan.denoiserSteps(), plan.denoiserRows(), 10)
                    .run(new DenoiserStage(training, batches, tokens, pictures, plan.shown(), manager), listener);
            training.saveModel(checkpoint.denoiser());
        }
    }

    private Stage stage(String name, long steps, int samples, int reportEvery) {
        return new Stage(
                new Stage.Settings(name, steps, samples, reportEvery, plan.snapshotEvery(), SHOW_EVERY),
                plan.work(),
                System::nanoTime);
    }
}
