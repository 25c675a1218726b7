package io.diptych.campaign;

/**
 * How the one take of a shot that is kept is chosen among several: they set out together, at each waypoint the weakest are
 * dropped, the same fraction each time, and at the last one the best-aligned take is selected. Together with a shot's key this says for ever which take
 * that is.
 *
 * @param seed of the campaign, which the takes' seeds come from
 * @param takes that set out, at least 2
 * @param waypoints at which they are scored, evenly spread; the last is the end
 */
public record Contest(long seed, int takes, int waypoints) {

    /** What of all takes is computed, in whole takes. */
    public double effort() {
        double effort = takes;
        for (int waypoint = 1; waypoint < waypoints; waypoint++) {
            effort += Math.ceil(Math.pow(takes, 1 - (double) waypoint / waypoints) - 1e-9);
        }
        return effort / waypoints;
    }
}
