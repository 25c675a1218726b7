package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores shots at waypoints; among those that compete, drops the weaker half at each (successive halving, Karnin, Koren and
 * Somekh 2013) and leaves the best one at the last. Of equal scores the earlier shot's counts as better, so the outcome
 * follows from the shots alone. With one waypoint this is best-of-n.
 */
public final class Halving implements Selection {

    /**
     * @param steps done when it was taken
     * @param of the trajectory's steps
     * @param value of the {@link Alignment}, never NaN
     */
    public record Score(int steps, int of, double value) {}

    private final int[] contests;
    private final Waypoints waypoints;
    private final Alignment alignment;
    private final Map<Integer, List<Score>> scores = new TreeMap<>();
    private final Map<Integer, Integer> dropped = new HashMap<>();

    /** @param contests for each shot the number of its contest; a shot that is alone in one is only scored */
    public Halving(int[] contests, Waypoints waypoints, Alignment alignment) {
        this.contests = contests.clone();
        this.waypoints = waypoints;
        this.alignment = alignment;
    }

    @Override
    public Set<Integer> drop(int waypoint, List<TrajectoryStep> arrived) {
        var rivals = new TreeMap<Integer, List<Scored>>();
        for (TrajectoryStep step : arrived) {
            double score = alignment.score(step);
            if (!Double.isNaN(score)) {
                scores.computeIfAbsent(step.shot(), any -> new ArrayList<>())
                        .add(new Score(step.step() + 1, step.steps(), score));
            }
            rivals.computeIfAbsent(contests[step.shot()], any -> new ArrayList<>())
                    .add(new Scored(step.shot(), score));
        }
        boolean last = waypoint == waypoints.count() - 1;
        var gone = new HashSet<Integer>();
        for (List<Scored> contest : rivals.values()) {
            if (!last && contest.stream().allMatch(scored -> Double.isNaN(scored.score))) {
                continue;
            }
            contest.stream()
                    .sorted(Scored.BEST_FIRST)
                    .skip(last ? 1 : (contest.size() + 1) / 2)
                    .forEach(scored -> gone.add(scored.shot));
        }
        gone.forEach(shot -> dropped.put(shot, waypoint));
        return gone;
    }

    /** A shot's scores in the order of its waypoints; without those where there was nothing to compare yet. */
    public List<Score> scores(int shot) {
        return List.copyOf(scores.getOrDefault(shot, List.of()));
    }

    /**
     * The waypoint, from 0, at which a shot was dropped.
     *
     * @throws IllegalArgumentException if it was not
     */
    public int droppedAt(int shot) {
        Integer waypoint = dropped.get(shot);
        if (waypoint == null) {
            throw new IllegalArgumentException("shot " + shot + " was not dropped");
        }
        return waypoint;
    }

    private record Scored(int shot, double score) {

        /** Stable; NaN counts as the worst. */
        static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(
                scored -> Double.isNaN(scored.score) ? Double.POSITIVE_INFINITY : -scored.score);
    }
}
