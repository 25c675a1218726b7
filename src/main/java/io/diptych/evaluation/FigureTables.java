package io.diptych.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures as tables, in Markdown that also reads well on a terminal. */
final class FigureTables {

    /** How many of the commonest ones are shown. */
    private static final int CONFUSIONS = 10;

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
        figures.forwards()
                .forEach((arm, mean) ->
                        line(String.format(Locale.ROOT, "- %s: %.1f passes through the model a diptych", arm, mean)));
        figures.bundles().forEach((name, digest) -> line("- bundle " + name + ": " + digest));
        for (Figures.Section section : figures.sections()) {
            line("");
            line("## " + section.name() + " (" + section.prompts() + " prompts)");
            line("");
            measures(figures, section);
            differences(section);
            slots(section);
            rates(section);
            confusions(section);
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
            String key = relation.key();
            List<List<String>> rows = new ArrayList<>();
            rows.add(row("exact slots, %: " + relation.title(), section.slots().keySet()));
            for (Fact fact : Fact.values()) {
                List<String> row = new ArrayList<>(List.of(fact.word()));
                section.slots().values().forEach(arm -> {
                    var percentage = arm.getOrDefault(key, Map.of()).get(fact.word());
                    row.add(
                            percentage == null
                                    ? "-"
                                    : String.format(
                                            Locale.ROOT,
                                            "%.1f [%.1f, %.1f] of %d",
                                            percentage.percent(),
                                            percentage.low(),
                                            percentage.high(),
                                            percentage.n()));
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

    /** How often the picture is right, by what was asked for. */
    private void rates(Figures.Section section) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("picture / instruction, %, by", section.breakdowns().keySet()));
        for (Fact by : List.of(Fact.SCENE, Fact.COUNT)) {
            var values = new TreeSet<String>();
            section.breakdowns()
                    .values()
                    .forEach(arm -> values.addAll(
                            arm.rates().getOrDefault(by.word(), Map.of()).keySet()));
            for (String value : values) {
                List<String> row = new ArrayList<>(List.of(by.word() + " " + value));
                section.breakdowns()
                        .values()
                        .forEach(arm -> row.add(show(
                                arm.rates().getOrDefault(by.word(), Map.of()).get(value))));
                rows.add(row);
            }
        }
        if (rows.size() > 1) {
            line("");
            table(rows);
        }
    }

    private static String show(Breakdown.@Nullable Rate rate) {
        return rate == null
                ? "-"
                : rate.right().entrySet().stream()
                                .map(slot -> String.format(Locale.ROOT, "%s %.0f", slot.getKey(), slot.getValue()))
                                .collect(Collectors.joining(", "))
                        + " (" + rate.n() + ")";
    }

    /** The commonest products that are shown in place of others. */
    private void confusions(Figures.Section section) {
        List<List<String>> columns = new ArrayList<>();
        section.breakdowns()
                .values()
                .forEach(arm -> columns.add(confused(arm.confusions()
                        .getOrDefault(Relation.PICTURE_INSTRUCTION.key(), Map.of())
                        .getOrDefault(Fact.PRODUCT.word(), Map.of()))));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("products asked > read", section.breakdowns().keySet()));
        for (int i = 0; i < CONFUSIONS; i++) {
            int rank = i;
            List<String> row = new ArrayList<>(List.of(String.valueOf(rank + 1)));
            columns.forEach(column -> row.add(rank < column.size() ? column.get(rank) : "-"));
            if (row.stream().skip(1).anyMatch(cell -> !cell.equals("-"))) {
                rows.add(row);
            }
        }
        if (rows.size() > 1) {
            line("");
            table(rows);
        }
    }

    /** Such as "teapot > basket, 9 of 31", the commonest first. */
    private static List<String> confused(Map<String, Map<String, Integer>> table) {
        record Confused(String asked, String read, int times, int n) {}
        List<Confused> all = new ArrayList<>();
        table.forEach((asked, found) -> {
            int n = found.values().stream().mapToInt(times -> times).sum();
            found.forEach((read, times) -> {
                if (!read.equals(asked)) {
                    all.add(new Confused(asked, read, times, n));
                }
            });
        });
        return all.stream()
                .sorted(Comparator.comparingInt(Confused::times)
                        .reversed()
                        .thenComparing(Confused::asked)
                        .thenComparing(Confused::read))
                .limit(CONFUSIONS)
                .map(c -> c.asked + " > " + c.read + ", " + c.times + " of " + c.n)
                .toList();
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
