package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.export.InvalidCheckpointException;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Learns a {@link DenoiserNetwork}: cross-entropy at the masked positions, Muon for the matrices, Adam for the rest. */
final class DenoiserTraining implements AutoCloseable {

    private final DenoiserConfig config;
    private final DenoiserSchedule schedule;
    private final Shards shards;
    private final NDManager manager;
    private final TrainedWeights weights;
    private long step;

    /**
     * Mean cross-entropies of a step, in nats, over the masked positions and their weights.
     *
     * @param product over the codes alone that a product covers; the part that is learnt last
     */
    record DenoiserLosses(double text, double image, double product) {

        static DenoiserLosses mean(List<DenoiserLosses> parts) {
            return new DenoiserLosses(
                    mean(parts, DenoiserLosses::text),
                    mean(parts, DenoiserLosses::image),
                    mean(parts, DenoiserLosses::product));
        }

        private static double mean(List<DenoiserLosses> parts, ToDoubleFunction<DenoiserLosses> loss) {
            return parts.stream().mapToDouble(loss).average().orElseThrow();
        }
    }

    /** @param codebook of the picture model, {@code [codes, latents]} */
    DenoiserTraining(
            DenoiserConfig config,
            DenoiserSchedule schedule,
            float[] codebook,
            long seed,
            Shards shards,
            NDManager parent) {
        this(
                config,
                schedule,
                manager -> DenoiserInitialiser.initialise(config, codebook, manager, seed),
                shards,
                parent);
    }

    private DenoiserTraining(
            DenoiserConfig config,
            DenoiserSchedule schedule,
            Function<NDManager, Weights> start,
            Shards shards,
            NDManager parent) {
        this.config = config;
        this.schedule = schedule;
        this.shards = shards;
        this.manager = parent.newSubManager();
        this.weights = new TrainedWeights(
                start.apply(manager), DenoiserTraining::isMatrix, name -> !isMatrix(name), schedule.decay());
    }

    /**
     * Trains a model further.
     *
     * @param checkpoint with {@code config.json} and {@code model.safetensors}, such as {@link
     *     io.diptych.export.BundleCheckpoint} makes of a bundle
     * @throws io.diptych.export.InvalidCheckpointException if a tensor is missing or of another shape
     */
    static DenoiserTraining of(Path checkpoint, DenoiserSchedule schedule, Shards shards, NDManager parent) {
        var config = DenoiserConfig.read(checkpoint.resolve("config.json"));
        return new DenoiserTraining(config, schedule, manager -> weights(config, checkpoint, manager), shards, parent);
    }

    /** The weights of a checkpoint, as f32. */
    static Weights weights(DenoiserConfig config, Path checkpoint, NDManager manager) {
        var file = SafetensorsFile.open(checkpoint.resolve("model.safetensors"));
        var weights = new Weights(manager);
        config.shapes().forEach((name, shape) -> {
            var tensor = file.tensor(name);
            if (!new Shape(tensor.shape()).equals(shape)) {
                throw new InvalidCheckpointException(
                        file.path(),
                        "tensor " + name + " has shape " + new Shape(tensor.shape()) + ", expected " + shape);
            }
            weights.put(name, shape, tensor.floats());
        });
        return weights;
    }

    private static boolean isMatrix(String name) {
        return name.contains(".blocks.") && !name.contains("norm");
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
            var backward = shards.run(
                    weights.current(), scope, (shard, leaves, own) -> forward(parts.get(shard), leaves, own));
            var losses = DenoiserLosses.mean(backward.results());
            if (!Double.isFinite(losses.text() + losses.image())) {
                throw new ArithmeticException("the loss of step %d is not a number".formatted(step + 1));
            }
            weights.update(step, schedule.muonRate(step), schedule.adamRate(step), backward.gradients(), scope);
            weights.average(step, schedule.averaging());
            step++;
            return losses;
        }
    }

    /** The averaged weights' losses on some batches, from which nothing is learnt. */
    DenoiserLosses losses(List<DenoiserBatch> batches) {
        var losses = new ArrayList<DenoiserLosses>();
        for (var batch : batches) {
            try (var scope = manager.newSubManager()) {
                losses.add(forward(batch, weights.average().bind(scope), scope).result());
            }
        }
        return DenoiserLosses.mean(losses);
    }

    private Shards.Part<DenoiserLosses> forward(DenoiserBatch batch, Map<String, NDArray> leaves, NDManager scope) {
        var network = new DenoiserNetwork(config, leaves);
        var states = network.states(batch.ids(), batch.rows(), batch.length(), batch.starts(), scope);
        var text = mean(
                surprises(
                        network.logits(states, batch.textPositions(), 0, config.textIds(), scope),
                        batch.textTargets(),
                        scope),
                batch.textWeights(),
                scope);
        var codes = surprises(
                network.logits(
                        states, batch.imagePositions(), config.textIds(), config.textIds() + config.codes(), scope),
                batch.imageTargets(),
                scope);
        var image = mean(codes, batch.imageWeights(), scope);
        var product = mean(codes, batch.productWeights(), scope);
        return new Shards.Part<>(
                text.mul((float) schedule.textShare()).add(image),
                new DenoiserLosses(text.getFloat(), image.getFloat(), product.getFloat()));
    }

    /** Cross-entropy of each target, {@code [targets, 1]}. */
    private static NDArray surprises(NDArray logits, long[] targets, NDManager scope) {
        return logits.logSoftmax(1)
                .gather(scope.create(targets, new Shape(targets.length, 1)), 1)
                .neg();
    }

    /** Mean by weights; 0 where all weights are. */
    private static NDArray mean(NDArray surprises, float[] weights, NDManager scope) {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        return surprises
                .mul(scope.create(weights, new Shape(weights.length, 1)))
                .sum()
                .div((float) Math.max(1e-9, total));
    }

    /** The averaged weights; whoever asks closes nothing and trains no further meanwhile. */
    Weights average() {
        return weights.average();
    }

    DenoiserConfig config() {
        return config;
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "denoiser");
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

    /** The averaged weights, as {@code model.safetensors} holds them. */
    void saveModel(Path file) {
        var writer = new SafetensorsWriter();
        average().addTo(writer, "");
        writer.write(file);
    }

    @Override
    public void close() {
        manager.close();
    }
}
