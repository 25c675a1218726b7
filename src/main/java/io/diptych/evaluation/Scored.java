package io.diptych.evaluation;

import java.util.Arrays;
import java.util.Map;

/**
 * What was measured of one diptych.
 *
 * @param of fingerprint of what was measured: {@link #fingerprint}
 * @param scores what is missing could not be measured
 * @param asked what the instruction fixes
 * @param said what the copy says
 * @param read what the judge reads from the picture
 */
record Scored(
        int index,
        String part,
        int of,
        Map<Measure, Double> scores,
        Map<Relation, Map<Fact, Boolean>> slots,
        Map<Fact, String> asked,
        Map<Fact, String> said,
        Map<Fact, String> read) {

    /** Where nothing but scores is known. */
    static Scored only(int index, String part, Map<Measure, Double> scores) {
        return new Scored(index, part, 0, scores, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Of picture codes and copy. */
    static int fingerprint(int[] codes, String copy) {
        return 31 * Arrays.hashCode(codes) + copy.hashCode();
    }

    /** NaN where it was not measured. */
    double score(Measure measure) {
        return scores.getOrDefault(measure, Double.NaN);
    }
}
