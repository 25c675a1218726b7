package io.diptych.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an evaluation found, as it stands in {@code report.json}.
 *
 * @param suite name of the suite
 * @param bundles digest of each bundle, by its name here
 * @param reference the arm that is no model but the truth, empty where there is none
 * @param forwards passes through the model that a diptych took on average, by arm
 * @param sections the whole suite first, then its parts; with the scores of a judge endpoint where one was asked
 * @param notMeasured what is missing, and why
 * @param problems rows of the suite and answers of the endpoint that could not be used
 */
record Figures(
        String suite,
        long seed,
        int prompts,
        int resamples,
        Map<String, String> bundles,
        List<String> arms,
        String reference,
        Map<String, Double> forwards,
        List<Section> sections,
        List<String> notMeasured,
        List<String> problems) {

    /** All prompts of a suite. */
    static final String ALL = "all";

    /**
     * @param measures by arm and measure
     * @param differences of each two arms, the reference left out
     * @param slots percentage of exact slots, by arm, relation and fact
     * @param breakdowns what each arm gets wrong
     */
    record Section(
            String name,
            int prompts,
            Map<String, Map<String, Interval>> measures,
            List<Difference> differences,
            Map<String, Map<String, Map<String, Percentage>>> slots,
            Map<String, Breakdown> breakdowns) {}

    /** {@code a − b}. */
    record Difference(String a, String b, String measure, Interval interval) {}

    /**
     * @param scored of each arm, by prompt
     * @param reference name of the arm that is not compared, or empty
     * @param by appended to the sections' names
     */
    static List<Section> sections(Map<String, List<Scored>> scored, String reference, String by, Bootstrap bootstrap) {
        Set<String> parts = new LinkedHashSet<>();
        scored.values().forEach(rows -> rows.forEach(row -> parts.add(row.part())));
        List<Section> sections = new ArrayList<>();
        sections.add(section(ALL + by, row -> true, scored, reference, bootstrap));
        if (parts.size() > 1) {
            parts.forEach(part ->
                    sections.add(section(part + by, row -> row.part().equals(part), scored, reference, bootstrap)));
        }
        return sections;
    }

    private static Section section(
            String name,
            Predicate<Scored> belongs,
            Map<String, List<Scored>> scored,
            String reference,
            Bootstrap bootstrap) {
        Map<String, Map<Integer, Scored>> arms = new LinkedHashMap<>();
        Set<Integer> prompts = new LinkedHashSet<>();
        scored.forEach((arm, rows) -> {
            Map<Integer, Scored> own = new TreeMap<>();
            rows.stream().filter(belongs).forEach(row -> own.put(row.index(), row));
            arms.put(arm, own);
            prompts.addAll(own.keySet());
        });
        Map<String, Map<String, Interval>> measures = new LinkedHashMap<>();
        Map<String, Map<String, Map<String, Percentage>>> slots = new LinkedHashMap<>();
        Map<String, Breakdown> breakdowns = new LinkedHashMap<>();
        arms.forEach((arm, rows) -> {
            Map<String, Interval> own = new LinkedHashMap<>();
            for (Measure measure : Measure.values()) {
                Interval interval = bootstrap.mean(values(rows, prompts, measure));
                if (interval.n() > 0) {
                    own.put(measure.key(), interval);
                }
            }
            measures.put(arm, own);
            slots.put(arm, percentages(rows.values()));
            breakdowns.put(arm, Breakdown.of(rows.values()));
        });
        List<String> compared =
                arms.keySet().stream().filter(arm -> !arm.equals(reference)).toList();
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < compared.size(); i++) {
            for (int j = i + 1; j < compared.size(); j++) {
                String a = compared.get(i), b = compared.get(j);
                for (Measure measure : Measure.values()) {
                    Interval interval = bootstrap.difference(
                            values(arms.get(a), prompts, measure), values(arms.get(b), prompts, measure));
                    if (interval.n() > 0) {
                        differences.add(new Difference(a, b, measure.key(), interval));
                    }
                }
            }
        }
        return new Section(name, prompts.size(), measures, differences, slots, breakdowns);
    }

    private static double[] values(Map<Integer, Scored> rows, Set<Integer> prompts, Measure measure) {
        return prompts.stream()
                .mapToDouble(
                        prompt -> rows.containsKey(prompt) ? rows.get(prompt).score(measure) : Double.NaN)
                .toArray();
    }

    private static Map<String, Map<String, Percentage>> percentages(Iterable<Scored> rows) {
        Map<String, Map<String, Percentage>> relations = new LinkedHashMap<>();
        for (Relation relation : Relation.values()) {
            Map<String, Percentage> facts = new LinkedHashMap<>();
            for (Fact fact : Fact.values()) {
                int n = 0, right = 0;
                for (Scored row : rows) {
                    Boolean agrees =
                            row.slots().getOrDefault(relation, Map.of()).get(fact);
                    n += agrees == null ? 0 : 1;
                    right += Boolean.TRUE.equals(agrees) ? 1 : 0;
                }
                if (n > 0) {
                    facts.put(fact.word(), Percentage.of(right, n));
                }
            }
            if (!facts.isEmpty()) {
                relations.put(relation.key(), facts);
            }
        }
        return relations;
    }
}
