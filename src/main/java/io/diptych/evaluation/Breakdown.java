package io.diptych.evaluation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an arm gets wrong.
 *
 * @param rates by what was asked for (scene, count or product), and its value: how often each slot of the picture is right
 * @param confusions by relation and slot: what was asked, what was found instead or indeed, and how often
 */
record Breakdown(
        Map<String, Map<String, Rate>> rates, Map<String, Map<String, Map<String, Map<String, Integer>>>> confusions) {

    /** Where a copy says nothing that can be read. */
    static final String NOTHING = "-";

    static final List<Fact> BY = List.of(Fact.SCENE, Fact.COUNT, Fact.PRODUCT);

    /**
     * @param n diptychs
     * @param right percentage of each slot that was asked for; of fewer than {@code n} where some leave it open
     */
    record Rate(int n, Map<String, Double> right) {}

    static Breakdown of(Collection<Scored> rows) {
        return new Breakdown(rates(rows), confusions(rows));
    }

    private static Map<String, Map<String, Rate>> rates(Collection<Scored> rows) {
        Map<String, Map<String, Rate>> rates = new LinkedHashMap<>();
        for (Fact by : BY) {
            Map<String, int[][]> counts = new TreeMap<>();
            for (Scored row : rows) {
                String value = row.asked().get(by);
                Map<Fact, Boolean> slots = row.slots().get(Relation.PICTURE_INSTRUCTION);
                if (value != null && slots != null) {
                    int[][] own = counts.computeIfAbsent(value, any -> new int[Fact.values().length + 1][2]);
                    own[Fact.values().length][1]++;
                    slots.forEach((fact, right) -> {
                        own[fact.ordinal()][0] += right ? 1 : 0;
                        own[fact.ordinal()][1]++;
                    });
                }
            }
            Map<String, Rate> values = new LinkedHashMap<>();
            counts.forEach((value, own) -> values.put(value, rate(own)));
            if (!values.isEmpty()) {
                rates.put(by.word(), values);
            }
        }
        return rates;
    }

    private static Rate rate(int[][] counts) {
        Map<String, Double> right = new LinkedHashMap<>();
        for (Fact fact : Fact.values()) {
            int[] own = counts[fact.ordinal()];
            if (own[1] > 0) {
                right.put(fact.word(), 100.0 * own[0] / own[1]);
            }
        }
        return new Rate(counts[Fact.values().length][1], right);
    }

    private static Map<String, Map<String, Map<String, Map<String, Integer>>>> confusions(Collection<Scored> rows) {
        Map<String, Map<String, Map<String, Map<String, Integer>>>> confusions = new LinkedHashMap<>();
        for (Relation relation : List.of(Relation.COPY_INSTRUCTION, Relation.PICTURE_INSTRUCTION)) {
            Map<Fact, Map<String, Map<String, Integer>>> facts = new EnumMap<>(Fact.class);
            for (Scored row : rows) {
                Map<Fact, String> found = relation == Relation.COPY_INSTRUCTION ? row.said() : row.read();
                row.slots()
                        .getOrDefault(relation, Map.of())
                        .keySet()
                        .forEach(fact -> facts.computeIfAbsent(fact, any -> new TreeMap<>())
                                .computeIfAbsent(row.asked().getOrDefault(fact, NOTHING), any -> new TreeMap<>())
                                .merge(found.getOrDefault(fact, NOTHING), 1, Integer::sum));
            }
            if (!facts.isEmpty()) {
                Map<String, Map<String, Map<String, Integer>>> named = new LinkedHashMap<>();
                facts.forEach((fact, table) -> named.put(fact.word(), table));
                confusions.put(relation.key(), named);
            }
        }
        return confusions;
    }
}
