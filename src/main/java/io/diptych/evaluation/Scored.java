package io.diptych.evaluation;

import java.util.Map;

/**
 * What was measured of one diptych.
 *
 * @param scores what is missing could not be measured
 */
record Scored(int index, String part, Map<Measure, Double> scores, Map<Relation, Map<Fact, Boolean>> slots) {

    /** NaN where it was not measured. */
    double score(Measure measure) {
        return scores.getOrDefault(measure, Double.NaN);
    }
}
