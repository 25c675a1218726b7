package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code default} profile: denoises picture and text of several shots together (arXiv 2511.09611, section 3). In
 * each step one forward pass predicts all masked positions, the guidance branches being rows of the same pass; the most
 * confident predictions are kept. A shot's result depends on its request alone, not on its companions.
 *
 * <ul>
 *   <li>Text is revealed by the linear schedule, most confident first, and never behind an end token.
 *   <li>Pictures are sampled at all masked codes, and the least confident masked again by the cosine schedule, which
 *       counts the codes that were masked at the start. The last picture step keeps nothing masked.
 *   <li>Steps that reveal nothing are skipped; a guidance branch runs only where its scale is above 0.
 * </ul>
 */
public final class ParallelSampler {

    private final Denoiser denoiser;
    private final SequenceLayout layout;
    private final BatchShape shape;

    public ParallelSampler(Denoiser denoiser, SequenceLayout layout, BatchShape shape) {
        this.denoiser = denoiser;
        this.layout = layout;
        this.shape = shape;
    }

    /** {@link #sample(List, TrajectoryObserver)} without an observer. */
    public List<Diptych> sample(List<ShotRequest> shots) {
        return sample(shots, TrajectoryObserver.NONE);
    }

    /**
     * Samples shots; more than the shape has slots are sampled in turns.
     *
     * @return one result per shot, in their order
     * @throws IllegalArgumentException if a shot does not fit the vocabulary or the batch's shape
     */
    public List<Diptych> sample(List<ShotRequest> shots, TrajectoryObserver observer) {
        var results = new ArrayList<Diptych>();
        for (int from = 0; from < shots.size(); from += shape.slots()) {
            var states = new ArrayList<ShotState>();
            for (int i = from; i < Math.min(shots.size(), from + shape.slots()); i++) {
                states.add(new ShotState(i, shots.get(i), layout));
            }
            denoise(states, observer, 0, Integer.MAX_VALUE);
            states.forEach(state -> results.add(state.result()));
        }
        return results;
    }

    /**
     * Samples shots that stop together at waypoints, where a selection drops some of them. What is dropped is computed no
     * further, and the batches are filled anew with what is left; a shot that is not dropped comes out as if it were
     * sampled alone.
     *
     * @return the results of the shots that were never dropped, by their index in {@code shots}
     * @throws IllegalArgumentException if a shot does not fit the vocabulary or the batch's shape
     */
    public SortedMap<Integer, Diptych> sample(List<ShotRequest> shots, Waypoints waypoints, Selection selection) {
        var underWay = new ArrayList<ShotState>();
        for (int i = 0; i < shots.size(); i++) {
            underWay.add(new ShotState(i, shots.get(i), layout));
        }
        for (int waypoint = 0; waypoint < waypoints.count() && !underWay.isEmpty(); waypoint++) {
            // Batches share a step: shots with other numbers of steps fill others.
            var bySteps = new TreeMap<Integer, List<ShotState>>();
            underWay.forEach(state -> bySteps.computeIfAbsent(state.steps(), any -> new ArrayList<>())
                    .add(state));
            for (var group : bySteps.entrySet()) {
                int from = waypoint == 0 ? 0 : waypoints.stepsDone(waypoint - 1, group.getKey());
                int to = waypoints.stepsDone(waypoint, group.getKey());
                for (int i = 0; i < group.getValue().size(); i += shape.slots()) {
                    int end = Math.min(group.getValue().size(), i + shape.slots());
                    denoise(group.getValue().subList(i, end), TrajectoryObserver.NONE, from, to);
                }
            }
            int here = waypoint;
            Set<Integer> dropped = selection.drop(
                    waypoint,
                    underWay.stream()
                            .map(state -> state.after(waypoints.stepsDone(here, state.steps())))
                            .toList());
            underWay.removeIf(state -> dropped.contains(state.index));
        }
        var results = new TreeMap<Integer, Diptych>();
        underWay.forEach(state -> results.put(state.index, state.result()));
        return results;
    }

    /** @param to the step to stop before, or the end of a shot's plan if that comes first */
    private void denoise(List<ShotState> states, TrajectoryObserver observer, int from, int to) {
        int steps = states.stream().mapToInt(ShotState::steps).max().orElse(0);
        for (int step = from; step < Math.min(steps, to); step++) {
            // Batches by rows per shot: so a batch's size follows from the shot alone.
            var batches = new TreeMap<Integer, List<ShotState>>();
            for (ShotState state : states) {
                if (step < state.steps() && state.prepare(step)) {
                    int rows = 1 + (state.withoutText() ? 1 : 0) + (state.withoutImage() ? 1 : 0);
                    batches.computeIfAbsent(rows, any -> new ArrayList<>()).add(state);
                }
            }
            for (List<ShotState> shots : batches.values()) {
                var batch = new Batch(
                        shots, step, shape, layout.vocabulary().special().pad());
                batch.apply(denoiser.predict(batch.forward()), observer);
            }
        }
    }
}
