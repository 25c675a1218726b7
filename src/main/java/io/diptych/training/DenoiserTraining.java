package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Learns a {@link DenoiserNetwork}: cross-entropy at the masked positions, Muon for the matrices, Adam for the rest. */
final class DenoiserTraining implements AutoCloseable {

    private static final double GRADIENT_LIMIT = 1.0;

    private final DenoiserConfig config;
    private final DenoiserSchedule schedule;
    private final Shards shards;
    private final NDManager manager;
    private final Weights weights;
    private final Weights average;
    private final Muon muon;
    private final Adam adam;
    private long step;

    /** Mean cross-entropies of a step, in nats, each over the masked positions and their weights. */
    record DenoiserLosses(double text, double image) {}

    DenoiserTraining(DenoiserConfig config, DenoiserSchedule schedule, long seed, Shards shards, NDManager parent) {
        this.config = config;
        this.schedule = schedule;
        this.shards = shards;
        this.manager = parent.newSubManager();
        this.weights = DenoiserInitialiser.initialise(config, manager, seed);
        this.average = weights.copy();
        this.muon = new Muon(weights, name -> name.contains(".blocks.") && !name.contains("norm"), schedule.decay());
        this.adam = new Adam(weights, name -> !muon.takes(name), 0.9, 0.98, 0);
    }

    /** Number of steps done. */
    long step() {
        return step;
    }

    /**
     * Trains on one batch, given as one part a shard.
     *
     * @throws ArithmeticException if the loss is not a number
     */
    DenoiserLosses train(List<DenoiserBatch> parts) {
        try (var scope = manager.newSubManager()) {
            var backward = shards.run(weights, scope, (shard, leaves, own) -> forward(parts.get(shard), leaves, own));
            double text = backward.results().stream()
                    .mapToDouble(DenoiserLosses::text)
                    .average()
                    .orElseThrow();
            double image = backward.results().stream()
                    .mapToDouble(DenoiserLosses::image)
                    .average()
                    .orElseThrow();
            if (!Double.isFinite(text + image)) {
                throw new ArithmeticException("the loss of step %d is not a number".formatted(step + 1));
            }
            var gradients = backward.gradients();
            Gradients.clip(gradients, GRADIENT_LIMIT);
            muon.update(schedule.muonRate(step), weights, gradients, scope);
            adam.update(step + 1, name -> schedule.adamRate(step, name), weights, gradients, scope);
            average.approach(weights, Math.max(1.0 / (step + 1), schedule.averaging()));
            step++;
            return new DenoiserLosses(text, image);
        }
    }

    private Shards.Part<DenoiserLosses> forward(DenoiserBatch batch, Map<String, NDArray> leaves, NDManager scope) {
        var network = new DenoiserNetwork(config, leaves);
        var states = network.states(batch.ids(), batch.rows(), batch.length(), batch.starts(), scope);
        var text = crossEntropy(
                network.logits(states, batch.textPositions(), 0, config.textIds(), scope),
                batch.textTargets(),
                batch.textWeights(),
                scope);
        var image = crossEntropy(
                network.logits(
                        states, batch.imagePositions(), config.textIds(), config.textIds() + config.codes(), scope),
                batch.imageTargets(),
                batch.imageWeights(),
                scope);
        return new Shards.Part<>(
                text.mul((float) schedule.textShare()).add(image),
                new DenoiserLosses(text.getFloat(), image.getFloat()));
    }

    /** Mean over the positions by their weights. */
    private static NDArray crossEntropy(NDArray logits, long[] targets, float[] weights, NDManager scope) {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        var target = scope.create(targets, new Shape(targets.length, 1));
        var weight = scope.create(weights, new Shape(weights.length, 1));
        return logits.logSoftmax(1).gather(target, 1).mul(weight).sum().mul((float) (-1 / total));
    }

    /** The averaged weights; whoever asks closes nothing and trains no further meanwhile. */
    Weights average() {
        return average;
    }

    DenoiserConfig config() {
        return config;
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "denoiser");
        weights.addTo(writer, "weights.");
        average.addTo(writer, "average.");
        muon.addTo(writer);
        adam.addTo(writer);
        writer.add("step", new long[] {1}, () -> FloatBuffer.wrap(new float[] {step}))
                .write(file);
    }

    /** Continues from a file of {@link #save}; without one, from the start. */
    void resume(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        var file = SafetensorsFile.open(path);
        weights.read(file, "weights.");
        average.read(file, "average.");
        muon.read(file);
        adam.read(file);
        step = (long) file.tensor("step").floats()[0];
    }

    /** The averaged weights, as {@code model.safetensors} holds them. */
    void saveModel(Path file) {
        var writer = new SafetensorsWriter();
        average.addTo(writer, "");
        writer.write(file);
    }

    @Override
    public void close() {
        manager.close();
    }
}
