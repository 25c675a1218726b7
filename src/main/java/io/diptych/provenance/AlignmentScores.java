package io.diptych.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an aligner saw at a take's waypoints, and whether picture and copy drifted. They did if the score fell by more than
 * one deviation from one waypoint to the next, or ends more than two deviations below the mean.
 *
 * @param waypoints in their order; at least one
 * @param mean score of matching pairs of the aligner's training data
 * @param deviation of these scores
 */
public record AlignmentScores(List<WaypointScore> waypoints, double mean, double deviation) {

    public AlignmentScores {
        if (waypoints.isEmpty()) {
            throw new IllegalArgumentException("scores without a waypoint say nothing");
        }
        waypoints = List.copyOf(waypoints);
    }

    /** Of the finished take, or the last look that an aligner had at it. */
    public double last() {
        return waypoints.get(waypoints.size() - 1).score();
    }

    public boolean drifted() {
        return !drift().isEmpty();
    }

    /** What the drift is, a phrase each; none where there is none. */
    public List<String> drift() {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < waypoints.size(); i++) {
            double fall = waypoints.get(i - 1).score() - waypoints.get(i).score();
            if (fall > deviation) {
                found.add(String.format(
                        Locale.ROOT,
                        "fell by %.2f from step %d to %d",
                        fall,
                        waypoints.get(i - 1).step(),
                        waypoints.get(i).step()));
            }
        }
        if (last() < mean - 2 * deviation) {
            found.add(String.format(Locale.ROOT, "ends %.1f deviations below the mean", (mean - last()) / deviation));
        }
        return found;
    }

    /** As the ledger and the sidecar keep it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new TreeMap<>();
        json.put("waypoints", json(waypoints));
        json.put("mean", rounded(mean));
        json.put("deviation", rounded(deviation));
        json.put("drifted", drifted());
        if (drifted()) {
            json.put("drift", drift());
        }
        return json;
    }

    static List<Map<String, Object>> json(List<WaypointScore> scores) {
        return scores.stream()
                .map(score ->
                        Map.<String, Object>of("step", score.step(), "of", score.of(), "score", rounded(score.score())))
                .toList();
    }

    /** What {@link #toJson} wrote; empty for scores of another form. */
    public static Optional<AlignmentScores> of(Map<String, Object> json) {
        List<WaypointScore> waypoints = new ArrayList<>();
        if (!(json.get("waypoints") instanceof List<?> entries)
                || !(json.get("mean") instanceof Number mean)
                || !(json.get("deviation") instanceof Number deviation)) {
            return Optional.empty();
        }
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> each)
                    || !(each.get("step") instanceof Number step)
                    || !(each.get("of") instanceof Number of)
                    || !(each.get("score") instanceof Number score)) {
                return Optional.empty();
            }
            waypoints.add(new WaypointScore(step.intValue(), of.intValue(), score.doubleValue()));
        }
        return waypoints.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlignmentScores(waypoints, mean.doubleValue(), deviation.doubleValue()));
    }

    /** A millionth is far finer than an aligner is sure of. */
    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
