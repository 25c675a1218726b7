package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.diptych.export.PictureTrunk;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import io.diptych.training.JudgeBatches.JudgeBatch;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Learns the attribute judge: a {@link PictureTrunk}, a hidden layer and a head a slot, by cross-entropy. */
final class JudgeTraining implements AutoCloseable {

    static final PictureTrunk TRUNK = new PictureTrunk(List.of(48, 80, 128), List.of(0, 1, 1), 7, 4);
    static final int HIDDEN = 192;

    private static final double MUON_RATE = 0.02;
    private static final double ADAM_RATE = 2e-3;
    private static final double AVERAGING = 0.01;
    private static final double RAMP = 40;

    private final long steps;
    private final Shards shards;
    private final NDManager manager;
    private final TrainedWeights weights;
    private long step;

    /** @param steps in all; the rates fall to almost nothing at their end */
    JudgeTraining(long steps, long seed, Shards shards, NDManager parent) {
        this.steps = steps;
        this.shards = shards;
        this.manager = parent.newSubManager();
        this.weights = new TrainedWeights(initialise(seed), JudgeTraining::isMatrix, name -> !isMatrix(name), 0.02);
    }

    private Weights initialise(long seed) {
        var random = new SplittableRandom(seed);
        var initial = new Weights(manager);
        PictureNetwork.initialise(TRUNK, initial, random);
        PictureNetwork.initialiseLinear("hidden", TRUNK.features(), HIDDEN, initial, random);
        JudgeSample.choices()
                .forEach((slot, count) ->
                        PictureNetwork.initialiseLinear("heads." + slot, HIDDEN, count, initial, random));
        return initial;
    }

    private static boolean isMatrix(String name) {
        return name.endsWith(".weight") && !name.startsWith("heads.");
    }

    long step() {
        return step;
    }

    /**
     * Trains on one batch.
     *
     * @return the cross-entropy of each slot, in nats, and the share of right products
     * @throws ArithmeticException if the loss is not a number
     */
    Map<String, Double> train(JudgeBatch batch) {
        try (var scope = manager.newSubManager()) {
            var backward = shards.run(weights.current(), scope, (shard, leaves, own) -> forward(batch, leaves, own));
            var losses = backward.results().get(0);
            if (losses.values().stream().anyMatch(loss -> !Double.isFinite(loss))) {
                throw new ArithmeticException("the loss of step %d is not a number".formatted(step + 1));
            }
            double factor = factor();
            weights.update(step, MUON_RATE * factor, ADAM_RATE * factor, backward.gradients(), scope);
            weights.average(step, AVERAGING);
            step++;
            return losses;
        }
    }

    private double factor() {
        double left = (double) (steps - step) / steps;
        return Math.min(1, (step + 1) / RAMP) * Math.max(0.01, Math.min(1, left / 0.7));
    }

    private static Shards.Part<Map<String, Double>> forward(
            JudgeBatch batch, Map<String, NDArray> leaves, NDManager scope) {
        var scores = scores(batch, leaves, scope);
        var losses = new LinkedHashMap<String, Double>();
        NDArray total = scope.create(0f);
        int slot = 0;
        for (var entry : scores.entrySet()) {
            var loss = Answers.surprise(entry.getValue(), batch.answers()[slot++], scope);
            losses.put(entry.getKey(), (double) loss.getFloat());
            total = total.add(loss);
        }
        return new Shards.Part<>(total, losses);
    }

    private static Map<String, NDArray> scores(JudgeBatch batch, Map<String, NDArray> weights, NDManager scope) {
        var network = new PictureNetwork(TRUNK, weights);
        var pixels = scope.create(batch.pixels(), new Shape(batch.count(), 3, batch.height(), batch.width()));
        var hidden = Activation.relu(network.linear("hidden", network.features(pixels)));
        var scores = new LinkedHashMap<String, NDArray>();
        for (var slot : JudgeSample.choices().keySet()) {
            scores.put(slot, network.linear("heads." + slot, hidden));
        }
        return scores;
    }

    /** What the averaged weights answer to a batch: by slot, then by picture. */
    int[][] answers(JudgeBatch batch) {
        try (var scope = manager.newSubManager()) {
            return scores(batch, weights.average().bind(scope), scope).values().stream()
                    .map(scores ->
                            scores.argMax(1).toType(DataType.INT32, false).toIntArray())
                    .toArray(int[][]::new);
        }
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "judge");
        weights.addTo(writer);
        writer.add("step", new long[] {1}, () -> FloatBuffer.wrap(new float[] {step}))
                .write(file);
    }

    /** Continues from a file of {@link #save}; without one, from the start. */
    void resume(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        var file = SafetensorsFile.open(path);
        weights.read(file);
        step = (long) file.tensor("step").floats()[0];
    }

    /** The averaged weights, for {@link io.diptych.export.JudgeGraph}. */
    void saveModel(Path file) {
        var writer = new SafetensorsWriter();
        weights.average().addTo(writer, "");
        writer.write(file);
    }

    @Override
    public void close() {
        manager.close();
    }
}
