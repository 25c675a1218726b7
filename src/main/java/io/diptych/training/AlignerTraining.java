package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import io.diptych.training.AlignerBatches.AlignerBatch;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Learns the aligner: the symmetric contrastive loss of CLIP (arXiv 2103.00020) over the pictures of a batch and their
 * copies, and for each picture the cross-entropy of its copy among those that are wrong in one slot. The other copies of a
 * batch alone teach neither count nor light: they differ in scene and colour already. Nor does either teach what products
 * look like, not in a thousand steps: so the picture side answers for each slot what it sees, too, by heads that are dropped
 * in the end, and each picture is matched with the bare nouns of all products.
 */
final class AlignerTraining implements AutoCloseable {

    private static final double MUON_RATE = 0.02;
    private static final double ADAM_RATE = 3e-3;
    private static final double AVERAGING = 0.01;
    private static final double RAMP = 40;
    private static final float NEVER = -1e4f;

    private final DenoiserConfig text;
    private final long steps;
    private final Shards shards;
    private final NDManager manager;
    private final TrainedWeights weights;
    private long step;

    /** @param steps in all; the rates fall to almost nothing at their end */
    AlignerTraining(DenoiserConfig text, long steps, long seed, Shards shards, NDManager parent) {
        this.text = text;
        this.steps = steps;
        this.shards = shards;
        this.manager = parent.newSubManager();
        this.weights = new TrainedWeights(
                AlignerNetwork.initialise(text, manager, new SplittableRandom(seed)),
                AlignerTraining::isMatrix,
                name -> !isMatrix(name),
                0.02);
    }

    private static boolean isMatrix(String name) {
        return name.endsWith(".weight")
                && !name.contains("wte")
                && !name.contains("norm")
                && !name.contains("ln_f")
                && !name.startsWith(AlignerNetwork.HEADS);
    }

    long step() {
        return step;
    }

    /**
     * Trains on one batch.
     *
     * @return the losses in nats, those of the heads by slot, the share of copies that are found among the wrong ones, and
     *     the scale of the cosines
     * @throws ArithmeticException if the loss is not a number
     */
    Map<String, Double> train(AlignerBatch batch) {
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

    private Shards.Part<Map<String, Double>> forward(AlignerBatch batch, Map<String, NDArray> leaves, NDManager scope) {
        int count = batch.count();
        var network = new AlignerNetwork(text, leaves);
        var seen = seen(network, batch, scope);
        var pictures = network.embedded(seen);
        var copies = copies(network, batch, scope);
        var right = copies.get(":, 0, :");
        var scale = network.scale();

        var all = pictures.matMul(right.transpose()).mul(scale);
        var contrast = surprise(all, LongStream.range(0, count).toArray(), scope)
                .add(surprise(all.transpose(), LongStream.range(0, count).toArray(), scope))
                .div(2);
        var lost = scope.create(batch.same(), new Shape(count, AlignerBatches.COPIES))
                .mul(NEVER);
        var own =
                copies.mul(pictures.expandDims(1)).sum(new int[] {2}).mul(scale).add(lost);
        var slots = surprise(own, new long[count], scope);

        var losses = new LinkedHashMap<String, Double>();
        losses.put("contrast", (double) contrast.getFloat());
        losses.put("slots", (double) slots.getFloat());
        losses.put("found", share(own.argMax(1).toLongArray()));
        losses.put("scale", (double) scale.toFloatArray()[0]);
        var nouns = nouns(network, batch, pictures.mul(scale), scope);
        losses.put("nouns", (double) nouns.getFloat());
        var loss = contrast.add(slots).add(nouns);
        int slot = 0;
        for (var name : JudgeSample.choices().keySet()) {
            var answer = Answers.surprise(network.answers(name, seen), batch.answers()[slot++], scope);
            losses.put(name, (double) answer.getFloat());
            loss = loss.add(answer);
        }
        return new Shards.Part<>(loss, losses);
    }

    private static NDArray nouns(AlignerNetwork network, AlignerBatch batch, NDArray pictures, NDManager scope) {
        int count = batch.nouns().length;
        var nouns = network.texts(batch.nouns(), count, 1, new int[count], scope);
        return surprise(
                pictures.matMul(nouns.transpose()),
                Arrays.stream(batch.products()).asLongStream().toArray(),
                scope);
    }

    private static NDArray seen(AlignerNetwork network, AlignerBatch batch, NDManager scope) {
        return network.seen(scope.create(batch.pixels(), new Shape(batch.count(), 3, batch.height(), batch.width())));
    }

    /** {@code [count, COPIES, size]}. */
    private static NDArray copies(AlignerNetwork network, AlignerBatch batch, NDManager scope) {
        return network.texts(batch.ids(), batch.count() * AlignerBatches.COPIES, batch.length(), batch.starts(), scope)
                .reshape(batch.count(), AlignerBatches.COPIES, AlignerNetwork.SIZE);
    }

    private static double share(long[] found) {
        return (double) LongStream.of(found).filter(i -> i == 0).count() / found.length;
    }

    private static NDArray surprise(NDArray scores, long[] targets, NDManager scope) {
        return scores.logSoftmax(1)
                .gather(scope.create(targets, new Shape(targets.length, 1)), 1)
                .mean()
                .neg();
    }

    /** Cosines of the batch's pictures and their right copies under the averaged weights. */
    float[] scores(AlignerBatch batch) {
        try (var scope = manager.newSubManager()) {
            var network = new AlignerNetwork(text, weights.average().bind(scope));
            var right = copies(network, batch, scope).get(":, 0, :");
            return network.embedded(seen(network, batch, scope))
                    .mul(right)
                    .sum(new int[] {1})
                    .toFloatArray();
        }
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "aligner");
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

    /** The averaged weights, for {@link io.diptych.export.AlignerGraph}. */
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
