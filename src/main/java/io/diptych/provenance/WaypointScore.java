package io.diptych.provenance;

/**
 * How well picture and copy of a take agreed at a point of its trajectory.
 *
 * @param step of the trajectory, from 1; {@code of} at its end
 * @param score cosine of the bundle's aligner; higher is better
 */
public record WaypointScore(int step, int of, double score) {}
