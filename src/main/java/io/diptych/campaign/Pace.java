package io.diptych.campaign;

import java.time.Duration;

/**
 * How fast takes are made.
 *
 * @param secondsPerTake of one worker, as measured
 * @param workers at work at the same time, at least 1
 */
public record Pace(double secondsPerTake, int workers) {

    public Pace {
        if (!(secondsPerTake > 0) || workers < 1) {
            throw new IllegalArgumentException(secondsPerTake + " s a take on " + workers + " workers is no pace");
        }
    }

    /** How long so many takes last; one that is dropped on the way counts as the part that was made. */
    public Duration duration(double takes) {
        return Duration.ofMillis(Math.round(takes * secondsPerTake * 1000 / workers));
    }
}
