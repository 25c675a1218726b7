package io.diptych.provenance;

/**
 * A contest between takes of a shot, one of which is kept.
 *
 * @param shotKey digest (lower-case hex) of all that decides how the shot looks
 * @param campaignSeed which the takes' seeds come from
 * @param takes that set out
 * @param waypoints at which the weaker ones were dropped
 */
public record ContestKey(String shotKey, long campaignSeed, int takes, int waypoints) {}
