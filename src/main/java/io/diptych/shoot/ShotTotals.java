package io.diptych.shoot;

/**
 * How far a run is.
 *
 * @param shots rows of the shot list
 * @param existing recorded before this run
 * @param done recorded by this run
 * @param failed given up, each with its reason in the shot list
 */
public record ShotTotals(long shots, long existing, long done, long failed) {

    public long open() {
        return shots - existing - done - failed;
    }
}
