package io.diptych.provenance;

import java.util.List;

/**
 * A take that was given up for a better one of its shot.
 *
 * @param number from 1
 * @param waypoint where it was dropped, from 1; at the last one it was complete
 * @param scores up to there
 */
public record DroppedTake(int number, long seed, int waypoint, List<WaypointScore> scores) {

    public DroppedTake {
        scores = List.copyOf(scores);
    }
}
