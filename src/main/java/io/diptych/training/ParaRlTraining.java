package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves a denoiser towards trajectories that were rewarded above their group (ParaRL, arXiv 2511.09611, section 3.3). One
 * update takes the same rollouts through {@code epochs} steps of Adam.
 */
final class ParaRlTraining implements AutoCloseable {

    private static final double GRADIENT_LIMIT = 1.0;
    private static final int ROWS_AT_ONCE = 4; // what a step keeps for its gradients is some 70 MB a row

    private final Policy policy;
    private final SequenceLayout layout;
    private final ClippedObjective objective;
    private final double rate;
    private final int epochs;
    private final Shards shards;
    private final NDManager manager;
    private final Weights weights;
    private final Weights start;
    private final Adam adam;
    private long update;
    private long adamSteps;

    /**
     * What an update did.
     *
     * @param signal share of the rewards' groups (one per prompt and waypoint) whose rewards differ
     * @param divergence from the start model, per token, before the update's last step
     * @param clipped share of tokens whose ratio was clipped, in the update's last step
     */
    record Report(double signal, double divergence, double clipped) {}

    private record Compared(float[] before, float[] start) {}

    private record Descent(Map<String, NDArray> gradients, ClippedObjective.Sums sums) {}

    /** @param start the frozen start model; a copy of it is trained */
    ParaRlTraining(
            Policy policy,
            SequenceLayout layout,
            ClippedObjective objective,
            double rate,
            int epochs,
            Weights start,
            Shards shards,
            NDManager parent) {
        this.policy = policy;
        this.layout = layout;
        this.objective = objective;
        this.rate = rate;
        this.epochs = epochs;
        this.shards = shards;
        this.manager = parent.newSubManager();
        this.start = start;
        this.weights = start.copy();
        this.adam = new Adam(weights, name -> true, 0.9, 0.98, 0);
    }

    /** Number of updates done. */
    long update() {
        return update;
    }

    /** The weights in training; whoever asks closes nothing and trains no further meanwhile. */
    Weights weights() {
        return weights;
    }

    /**
     * One update.
     *
     * @param groups per prompt the stretches of each of its rollouts
     */
    Report update(List<List<List<Stretch>>> groups, TrajectoryReward reward) {
        var rows = new ArrayList<PolicyBatch.Row>();
        int all = 0;
        int differing = 0;
        for (var group : groups) {
            for (int waypoint = 0; waypoint < group.get(0).size(); waypoint++) {
                all++;
                differing += addRows(group, waypoint, groups.size(), reward, rows) ? 1 : 0;
            }
        }
        double signal = (double) differing / all;
        var report = new Report(signal, 0, 0);
        if (!rows.isEmpty()) {
            var batches = batches(rows);
            var compared = new @Nullable Compared[batches.size()];
            for (int epoch = 0; epoch < epochs; epoch++) {
                var sums = step(batches, compared);
                report = new Report(signal, sums.divergence() / sums.weight(), sums.clipped() / sums.weight());
            }
        }
        update++;
        return report;
    }

    /** Tokens of a stretch share the weight of 1 among them, as do the stretches of a trajectory, and all trajectories. */
    private static boolean addRows(
            List<List<Stretch>> group, int waypoint, int groups, TrajectoryReward reward, List<PolicyBatch.Row> rows) {
        double[] advantages = Advantages.of(group.stream()
                .mapToDouble(stretches -> reward.of(stretches.get(waypoint).score()))
                .toArray());
        boolean any = false;
        for (int i = 0; i < advantages.length; i++) {
            var stretch = group.get(i).get(waypoint);
            if (advantages[i] != 0 && stretch.tokens() > 0) {
                double weight = 1.0 / groups / advantages.length / group.get(i).size() / stretch.tokens();
                for (var state : stretch.states()) {
                    rows.add(new PolicyBatch.Row(state, advantages[i], weight));
                }
                any = true;
            }
        }
        return any;
    }

    /** Equally many for each shard; where rows are missing, one is repeated without weight. */
    private List<PolicyBatch> batches(List<PolicyBatch.Row> rows) {
        int count = (rows.size() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        count = (count + shards.count() - 1) / shards.count() * shards.count();
        var batches = new ArrayList<PolicyBatch>();
        for (int i = 0; i < count; i++) {
            var part = rows.subList(rows.size() * i / count, rows.size() * (i + 1) / count);
            batches.add(PolicyBatch.of(
                    part.isEmpty() ? List.of(new PolicyBatch.Row(rows.get(0).state(), 0, 0)) : part, layout));
        }
        return batches;
    }

    /** One step of the optimiser; the first of an update fills in what the others compare with. */
    private ClippedObjective.Sums step(List<PolicyBatch> batches, @Nullable Compared[] compared) {
        try (var scope = manager.newSubManager()) {
            var descent = descent(batches, compared, scope);
            if (!Double.isFinite(descent.sums.divergence())) {
                throw new ArithmeticException("the divergence of update %d is not a number".formatted(update + 1));
            }
            Gradients.clip(descent.gradients, GRADIENT_LIMIT);
            adam.update(++adamSteps, rate, weights, descent.gradients, scope);
            return descent.sums;
        }
    }

    /** Gradients of the objective over all batches, belonging to {@code scope}, and figures of it. */
    private Descent descent(List<PolicyBatch> batches, @Nullable Compared[] compared, NDManager scope) {
        var gradients = new LinkedHashMap<String, NDArray>();
        var sums = ClippedObjective.Sums.NONE;
        for (int from = 0; from < batches.size(); from += shards.count()) {
            int first = from;
            var backward = shards.run(weights, scope, (shard, leaves, own) -> {
                var batch = batches.get(first + shard);
                var now = policy.logProbabilities(leaves, batch, own);
                var known = compared[first + shard];
                var against = known != null ? known : compare(now, batch, own);
                compared[first + shard] = against;
                var terms = objective.of(now, against.before, against.start, batch.advantages(), batch.weights(), own);
                return new Shards.Part<>(terms.loss(), terms.sums());
            });
            for (var part : backward.results()) {
                sums = sums.plus(part);
            }
            backward.gradients().forEach((name, gradient) -> gradients.merge(name, gradient, NDArray::addi));
        }
        // Shards gives means over its parts; the objective is the sum.
        gradients.values().forEach(gradient -> gradient.muli(shards.count()));
        return new Descent(gradients, sums);
    }

    private Compared compare(NDArray now, PolicyBatch batch, NDManager own) {
        return new Compared(
                now.toFloatArray(),
                policy.logProbabilities(start.bind(own), batch, own).toFloatArray());
    }

    /** Saves all that {@link #resume} needs; the file is replaced in one step. */
    void save(Path file) {
        var writer = new SafetensorsWriter().metadata("kind", "pararl");
        weights.addTo(writer, "weights.");
        adam.addTo(writer);
        writer.add("step", new long[] {2}, () -> FloatBuffer.wrap(new float[] {update, adamSteps}))
                .write(file);
    }

    /** Continues from a file of {@link #save}; without one, from the start. */
    void resume(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        var file = SafetensorsFile.open(path);
        weights.read(file, "weights.");
        adam.read(file);
        update = (long) file.tensor("step").floats()[0];
        adamSteps = (long) file.tensor("step").floats()[1];
    }

    /** The weights, as {@code model.safetensors} holds them. */
    void saveModel(Path file) {
        var writer = new SafetensorsWriter();
        weights.addTo(writer, "");
        writer.write(file);
    }

    @Override
    public void close() {
        manager.close();
    }
}
