package io.diptych.diffusion;

/**
 * Points of a trajectory, evenly spread over its steps, the last one at its end. Looking at them changes no picture, so they
 * belong into no shot's key.
 *
 * @param count at least 1
 */
public record Waypoints(int count) {

    public Waypoints {
        if (count < 1) {
            throw new IllegalArgumentException("at least one waypoint, the end; got " + count);
        }
    }

    /**
     * How many of a trajectory's steps are done at a waypoint.
     *
     * @param waypoint from 0
     * @param steps of the trajectory
     */
    public int stepsDone(int waypoint, int steps) {
        return Math.toIntExact(Math.round((waypoint + 1.0) * steps / count));
    }
}
