package io.diptych.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures as tables, in Markdown that also reads well on a terminal. */
final class FigureTables {

    private final StringBuilder text = new StringBuilder();

    private FigureTables() {}

    static String of(Figures figures) {
        FigureTables tables = new FigureTables();
        tables.write(figures);
        return tables.text.toString();
    }

    private void write(Figures figures) {
        line("# Evaluation: " + figures.suite());
        line("");
        line(figures.prompts() + " prompts, seed " + figures.seed() + ". Mean [95 % interval, bootstrap of "
                + figures.resamples() + " resamples]; differences are paired by prompt. Scores are 0 to 100.");
        line("");
        figures.bundles().forEach((name, digest) -> line("- bundle " + name + ": " + digest));
        for (Figures.Section section : figures.sections()) {
            line("");
            line("## " + section.name() + " (" + section.prompts() + " prompts)");
            line("");
            measures(figures, section);
            differences(section);
            slots(section);
        }
        list("Not measured", figures.notMeasured());
        list("Left out", figures.problems());
    }

    private void measures(Figures figures, Figures.Section section) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("measure", section.measures().keySet()));
        for (Measure measure : Measure.values()) {
            List<String> row = new ArrayList<>(List.of(measure.title()));
            section.measures().values().forEach(arm -> row.add(show(arm.get(measure.key()))));
            if (row.stream().skip(1).anyMatch(cell -> !cell.equals("-")) || measure.ordinal() < 6) {
                rows.add(row);
            }
        }
        table(rows);
        if (section.measures().containsKey(figures.reference())) {
            line("");
            line("'" + figures.reference() + "' is no model: it is what the measures say of the truth.");
        }
    }

    private void differences(Figures.Section section) {
        Map<String, List<Figures.Difference>> pairs = section.differences().stream()
                .collect(Collectors.groupingBy(d -> d.a() + " − " + d.b(), LinkedHashMap::new, Collectors.toList()));
        if (pairs.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("difference", pairs.keySet()));
        for (Measure measure : Measure.values()) {
            List<String> row = new ArrayList<>(List.of(measure.title()));
            for (List<Figures.Difference> pair : pairs.values()) {
                row.add(show(pair.stream()
                        .filter(d -> d.measure().equals(measure.key()))
                        .map(Figures.Difference::interval)
                        .findFirst()
                        .orElse(null)));
            }
            if (row.stream().skip(1).anyMatch(cell -> !cell.equals("-"))) {
                rows.add(row);
            }
        }
        line("");
        table(rows);
    }

    private void slots(Figures.Section section) {
        for (Relation relation : Relation.values()) {
            String key = relation.name().toLowerCase(Locale.ROOT);
            List<List<String>> rows = new ArrayList<>();
            rows.add(row("exact slots, %: " + relation.title(), section.slots().keySet()));
            for (Fact fact : Fact.values()) {
                List<String> row = new ArrayList<>(List.of(fact.word()));
                section.slots().values().forEach(arm -> {
                    var percentage = arm.getOrDefault(key, Map.of()).get(fact.word());
                    row.add(
                            percentage == null
                                    ? "-"
                                    : String.format(Locale.ROOT, "%.1f of %d", percentage.percent(), percentage.n()));
                });
                if (row.stream().skip(1).anyMatch(cell -> !cell.equals("-"))) {
                    rows.add(row);
                }
            }
            if (rows.size() > 1) {
                line("");
                table(rows);
            }
        }
    }

    private static List<String> row(String first, Iterable<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        others.forEach(row::add);
        return row;
    }

    private static String show(@Nullable Interval interval) {
        return interval == null || interval.n() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", interval.mean(), interval.low(), interval.high());
    }

    private void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder row = new StringBuilder("|");
            StringBuilder rule = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                row.append(String.format(" %-" + widths[i] + "s |", rows.get(r).get(i)));
                rule.append("-".repeat(widths[i] + 2)).append('|');
            }
            line(row.toString());
            if (r == 0) {
                line(rule.toString());
            }
        }
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            line("");
            line("## " + title);
            line("");
            items.forEach(item -> line("- " + item));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
