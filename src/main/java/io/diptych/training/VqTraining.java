package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import io.diptych.training.VqBatches.VqBatch;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Learns a {@link VqNetwork}: straight-through gradients past the codebook, which follows by running means ({@link
 * Codebook}). The first steps run without codebook; it then starts from the latents found so far.
 */
final class VqTraining implements AutoCloseable {

    private static final float COMMITMENT = 0.25f;
    private static final float SIZE = 0.05f;

    private final VqConfig config;
    private final VqSchedule schedule;
    private final long seed;
    private final NDManager manager;
    private final TrainedWeights weights;
    private final Shards shards;
    private Codebook codebook;
    private long step;

    /**
     * Losses of a step, each a mean over pixels (0..1) or latents.
     *
     * @param commitment squared distance of latents to their codes
     */
    record VqLosses(double reconstruction, double edges, double commitment, double perplexity) {}

    VqTraining(VqConfig config, VqSchedule schedule, long seed, Shards shards, NDManager parent) {
        this.shards = shards;
        this.config = config;
        this.schedule = schedule;
        this.seed = seed;
        this.manager = parent.newSubManager();
        this.weights = new TrainedWeights(
                VqNetwork.initialise(config, manager, seed),
                VqTraining::isFilter,
                name -> !isFilter(name) && !name.startsWith("quantize."),
                0);
        this.codebook = Codebook.empty(config.codes(), config.latents());
    }

    private static boolean isFilter(String name) {
        return name.contains("conv")
                && name.endsWith(".weight")
                && (name.contains("resnets") || name.contains("samplers"));
    }

    /** Number of steps done. */
    long step() {
        return step;
    }

    /** Starts the codebook from the latents of some batches. */
    void startCodebook(List<VqBatch> batches) {
        codebook.initialise(
                joined(batches.stream().map(this::latents).toList()), new SplittableRandom(seed * 31 + step));
    }

    /** Whether the next step is the first with the codebook, which then has to be started. */
    boolean needsCodebook() {
        return step == schedule.warmUp();
    }

    /** Trains on one batch. */
    VqLosses train(VqBatch batch) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
        double bypass = schedule.bypass(step);
        long draws = random.nextLong();
        try (var scope = manager.newSubManager()) {
            var parts = batch.split(shards.count());
            var backward = shards.run(
                    weights.current(),
                    scope,
                    (shard, leaves, own) ->
                            forward(parts.get(shard), bypass, new SplittableRandom(draws + shard), leaves, own));
            var found = backward.results();
            if (found.stream().anyMatch(part -> !Double.isFinite(part.reconstruction + part.commitment))) {
                throw new ArithmeticException("the loss of step %d is not a number".formatted(step + 1));
            }
            if (step >= schedule.warmUp()) {
                codebook.follow(
                        joined(found.stream().map(Found::latents).toList()),
                        found.stream()
                                .flatMapToInt(part -> Arrays.stream(part.codes))
                                .toArray(),
                        random,
                        step < schedule.restartsUntil());
            }
            weights.update(step, schedule.muonRate(step), schedule.adamRate(step), backward.gradients(), scope);
            VqInitialiser.constrain(config, weights.current(), scope);
            weights.average(step, schedule.averaging());
            step++;
            return new VqLosses(
                    found.stream().mapToDouble(Found::reconstruction).average().orElseThrow(),
                    found.stream().mapToDouble(Found::edges).average().orElseThrow(),
                    found.stream().mapToDouble(Found::commitment).average().orElseThrow(),
                    codebook.perplexity());
        }
    }

    private record Found(double reconstruction, double edges, double commitment, float[] latents, int[] codes) {}

    private Shards.Part<Found> forward(
            VqBatch batch, double bypass, SplittableRandom random, Map<String, NDArray> leaves, NDManager scope) {
        var network = new VqNetwork(config, leaves);
        var pixels = scope.create(batch.pixels(), new Shape(batch.count(), 3, batch.height(), batch.width()));
        var weight = scope.create(batch.weights(), new Shape(batch.count(), 1, batch.height(), batch.width()));
        var latents = network.encode(pixels);
        NDArray quantised = latents;
        NDArray commitment = scope.create(0f);
        float[] rows = {};
        int[] codes = {};
        if (step >= schedule.warmUp()) {
            rows = rows(latents);
            codes = codebook.nearest(rows);
            var difference =
                    picture(codebook.look(codes), latents.getShape(), scope).sub(latents);
            commitment = difference.square().mean();
            var quantise = new float[batch.count()];
            for (int i = 0; i < quantise.length; i++) {
                quantise[i] = random.nextDouble() < bypass ? 0 : 1;
            }
            quantised = latents.add(
                    difference.stopGradient().mul(scope.create(quantise, new Shape(batch.count(), 1, 1, 1))));
        }
        var error = network.decode(quantised).sub(pixels);
        var reconstruction = error.abs().mul(weight).mean();
        var edges = edges(error, weight).add(edges(half(error), half(weight)));
        // Nothing else keeps the latents from growing until the codebook starts; shrinking then, they would fall
        // together.
        var size = latents.square().mean().maximum(1);
        var loss = reconstruction.add(edges).add(commitment.mul(COMMITMENT)).add(size.mul(SIZE));
        return new Shards.Part<>(
                loss, new Found(reconstruction.getFloat(), edges.getFloat(), commitment.getFloat(), rows, codes));
    }

    /** Latents of a batch, position by position, before the codebook. */
    float[] latents(VqBatch batch) {
        try (var scope = manager.newSubManager()) {
            var pixels = scope.create(batch.pixels(), new Shape(batch.count(), 3, batch.height(), batch.width()));
            return rows(new VqNetwork(config, weights.current().bind(scope)).encode(pixels));
        }
    }

    private static float[] joined(List<float[]> parts) {
        var all = FloatBuffer.allocate(
                parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    /** Differences of neighbouring pixels, which L1 alone leaves blurred. */
    private static NDArray edges(NDArray error, NDArray weight) {
        var across = error.get(new NDIndex(":, :, :, 1:")).sub(error.get(new NDIndex(":, :, :, :-1")));
        var down = error.get(new NDIndex(":, :, 1:, :")).sub(error.get(new NDIndex(":, :, :-1, :")));
        return across.abs()
                .mul(weight.get(new NDIndex(":, :, :, 1:")))
                .mean()
                .add(down.abs().mul(weight.get(new NDIndex(":, :, 1:, :"))).mean());
    }

    private static NDArray half(NDArray x) {
        return Pool.avgPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, true);
    }

    /** Pictures of a batch as the trained network gives them back, {@code [count, 3, height, width]}, clipped to 0..1. */
    float[] reconstruct(VqBatch batch) {
        try (var scope = manager.newSubManager()) {
            var network = new VqNetwork(config, average().bind(scope));
            var pixels = scope.create(batch.pixels(), new Shape(batch.count(), 3, batch.height(), batch.width()));
            var latents = network.encode(pixels);
            if (step > schedule.warmUp()) {
                latents = picture(codebook.look(codebook.nearest(rows(latents))), latents.getShape(), scope);
            }
            return network.decode(latents).clip(0, 1).toFloatArray();
        }
    }

    /** Latents {@code [n, c, h, w]} as rows of {@code c} numbers, position by position. */
    static float[] rows(NDArray latents) {
        return latents.stopGradient().transpose(0, 2, 3, 1).toFloatArray();
    }

    static NDArray picture(float[] rows, Shape shape, NDManager scope) {
        return scope.create(rows, new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1)))
                .transpose(0, 3, 1, 2);
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "vq");
        weights.addTo(writer);
        writer.add(
                        "codebook.entries",
                        new long[] {codebook.entries().length},
                        () -> FloatBuffer.wrap(codebook.entries()))
                .add(
                        "codebook.counts",
                        new long[] {codebook.counts().length},
                        () -> FloatBuffer.wrap(codebook.counts()))
                .add("codebook.sums", new long[] {codebook.sums().length}, () -> FloatBuffer.wrap(codebook.sums()))
                .add("step", new long[] {1}, () -> FloatBuffer.wrap(new float[] {step}))
                .write(file);
    }

    /** Continues from a file of {@link #save}; without one, from the start. */
    void resume(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        var file = SafetensorsFile.open(path);
        weights.read(file);
        codebook = new Codebook(
                config.codes(),
                config.latents(),
                file.tensor("codebook.entries").floats(),
                file.tensor("codebook.counts").floats(),
                file.tensor("codebook.sums").floats());
        step = (long) file.tensor("step").floats()[0];
    }

    /** The averaged weights; whoever asks closes nothing and trains no further meanwhile. */
    Weights average() {
        return weights.average();
    }

    /** The averaged weights with the codebook, as {@code vqvae/diffusion_pytorch_model.safetensors} holds them. */
    void saveModel(Path file) {
        average().set("quantize.embedding.weight", codebook.entries());
        var writer = new SafetensorsWriter();
        average().addTo(writer, "");
        writer.write(file);
    }

    @Override
    public void close() {
        manager.close();
    }
}
