package io.diptych.training;

import io.diptych.model.Bundle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a training on own data.
 *
 * @param before validation losses of the start, in nats
 * @param after those of the weights in the bundle
 */
public record OwnDataReport(Bundle bundle, Validation before, Validation after) {

    /** Mean cross-entropies on the rows held out. */
    public record Validation(long step, double text, double image, double total) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "text %.3f, picture %.3f", text, image);
        }
    }

    static OwnDataReport of(Bundle bundle, List<Map<String, Object>> validations) {
        var all = validations.stream()
                .map(line ->
                        new Validation(step(line), value(line, "text"), value(line, "image"), value(line, "total")))
                .toList();
        return new OwnDataReport(
                bundle,
                all.get(0),
                all.stream()
                        .filter(validation -> validation.step > 0)
                        .min(Comparator.comparingDouble(Validation::total))
                        .orElseThrow());
    }

    /** Whether the rows held out are told better than before. */
    public boolean better() {
        return after.total < before.total;
    }

    static long step(Map<String, Object> line) {
        return ((Number) line.get("step")).longValue();
    }

    static double value(Map<String, Object> line, String name) {
        return ((Number) line.get(name)).doubleValue();
    }
}
