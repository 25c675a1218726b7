package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scores shots at waypoints; among those that compete, keeps the same fraction at each, the best-aligned ones, and at the
 * last one only the best. With as many waypoints as the number of takes can be halved this is successive halving (Karnin,
 * Koren and Somekh 2013), with one it is best-of-n. A fixed half at each waypoint would leave nothing to choose from at the
 * end, where scores tell most. Of equal scores the earlier shot's counts as better, so the outcome follows from the shots
 * alone.
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
    private final Map<Integer, Long> sizes;
    private final Map<Integer, List<Score>> scores = new TreeMap<>();
    private final Map<Integer, Integer> dropped = new HashMap<>();

    /** @param contests for each shot the number of its contest; a shot that is alone in one is only scored */
    public Halving(int[] contests, Waypoints waypoints, Alignment alignment) {
        this.contests = contests.clone();
        this.waypoints = waypoints;
        this.alignment = alignment;
        sizes = IntStream.of(contests)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /**
     * How many of a contest's takes are left after a waypoint: n^(1 - i/w) after the i-th of w, rounded up.
     *
     * @param waypoint from 0
     */
    public static int left(long takes, int waypoint, int waypoints) {
        double share = (waypoints - 1.0 - waypoint) / waypoints;
        // A power that is a whole number may come out a little above it.
        return (int) Math.ceil(Math.pow(takes, share) - 1e-9);
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
        for (Map.Entry<Integer, List<Scored>> contest : rivals.entrySet()) {
            if (!last && contest.getValue().stream().allMatch(scored -> Double.isNaN(scored.score))) {
                continue;
            }
            contest.getValue().stream()
                    .sorted(Scored.BEST_FIRST)
                    .skip(left(sizes.get(contest.getKey()), waypoint, waypoints.count()))
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
