package io.diptych.evaluation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which facts two agree, for each {@link Relation}: true, false, or absent where the relation does not ask.
 *
 * <p>A side that does not say what the other one asks is wrong, not left out: a garbled word costs its slot.
 */
record Agreement(Map<Relation, Map<Fact, Boolean>> slots) {

    /**
     * @param truth what the prompt is about
     * @param picture null where no judge has read it
     */
    static Agreement of(Truth truth, Map<Fact, Object> copy, @Nullable Map<Fact, Object> picture) {
        Map<Relation, Map<Fact, Boolean>> slots = new EnumMap<>(Relation.class);
        Map<Fact, Object> asked = asked(truth);
        EnumSet<Fact> open = open(truth);
        slots.put(Relation.COPY_INSTRUCTION, compare(asked.keySet(), asked, copy));
        if (picture != null) {
            slots.put(Relation.PICTURE_INSTRUCTION, compare(asked.keySet(), asked, picture));
            EnumSet<Fact> said = EnumSet.allOf(Fact.class);
            // Only the studio sweep has a backdrop: where neither shows one, there is nothing to compare.
            if (!copy.containsKey(Fact.BACKDROP) && !picture.containsKey(Fact.BACKDROP)) {
                said.remove(Fact.BACKDROP);
            }
            slots.put(Relation.COPY_PICTURE, compare(said, copy, picture));
            open.retainAll(said);
            slots.put(Relation.COPY_PICTURE_OPEN, compare(open, copy, picture));
        }
        return new Agreement(slots);
    }

    /** What the instruction fixes. */
    static Map<Fact, Object> asked(Truth truth) {
        Map<Fact, Object> asked = Fact.of(truth.slots());
        asked.keySet().removeAll(open(truth));
        return asked;
    }

    private static EnumSet<Fact> open(Truth truth) {
        EnumSet<Fact> open = EnumSet.noneOf(Fact.class);
        truth.open().forEach(slot -> open.add(Fact.of(slot)));
        if (open.contains(Fact.SCENE)) {
            open.add(Fact.BACKDROP);
        }
        return open;
    }

    private static Map<Fact, Boolean> compare(Set<Fact> over, Map<Fact, Object> asked, Map<Fact, Object> found) {
        Map<Fact, Boolean> result = new EnumMap<>(Fact.class);
        for (Fact fact : over) {
            Object expected = asked.get(fact);
            result.put(fact, expected != null && expected.equals(found.get(fact)));
        }
        return result;
    }

    /** Share of slots that agree, 0..100; NaN where the relation asks for nothing. */
    double score(Relation relation) {
        Collection<Boolean> values = slots.getOrDefault(relation, Map.of()).values();
        return values.isEmpty()
                ? Double.NaN
                : 100.0 * values.stream().filter(v -> v).count() / values.size();
    }
}
