package io.diptych.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The curves of a loss log as an SVG file, both axes logarithmic. */
final class LossChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int MARGIN = 48;
    private static final List<String> COLORS = List.of("#2563eb", "#dc2626", "#059669", "#9333ea");
    private static final List<String> NOT_LOSSES = List.of("step", "stage", "samplesPerSecond", "perplexity");

    private final List<Map<String, Object>> lines;
    private final List<String> names;
    private final double lastStep;
    private final double firstStep;
    private final double lowest;
    private final double highest;

    private LossChart(List<Map<String, Object>> lines) {
        this.lines = lines;
        this.names = lines.get(0).keySet().stream()
                .filter(name -> !NOT_LOSSES.contains(name))
                .toList();
        var values = new ArrayList<Double>();
        lines.forEach(line -> names.forEach(name -> values.add(value(line, name))));
        values.removeIf(value -> value <= 0);
        lowest = values.stream().mapToDouble(v -> v).min().orElse(0.1);
        highest =
                Math.max(lowest * 1.1, values.stream().mapToDouble(v -> v).max().orElse(1));
        firstStep = value(lines.get(0), "step");
        lastStep = Math.max(firstStep + 1, value(lines.get(lines.size() - 1), "step"));
    }

    static void draw(Path log, Path svg) {
        var lines = new TrainingLog(log).lines();
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.writeString(svg, new LossChart(lines).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String svg() {
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        for (double level = Math.pow(10, Math.ceil(Math.log10(lowest))); level <= highest; level *= 10) {
            rule(svg, level);
        }
        text(svg, MARGIN, HEIGHT - 16, "#555", String.format(Locale.ROOT, "step %.0f", firstStep));
        text(svg, WIDTH - MARGIN - 50, HEIGHT - 16, "#555", String.format(Locale.ROOT, "step %.0f", lastStep));
        for (int i = 0; i < names.size(); i++) {
            curve(svg, names.get(i), COLORS.get(i % COLORS.size()));
            text(svg, MARGIN + 10 + i * 150, 18, COLORS.get(i % COLORS.size()), label(names.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    private String label(String name) {
        return String.format(Locale.ROOT, "%s %.4f", name, value(lines.get(lines.size() - 1), name));
    }

    private void curve(StringBuilder svg, String name, String color) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(color).append("\" points=\"");
        for (var line : lines) {
            double value = value(line, name);
            if (value > 0) {
                svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(value(line, "step")), y(value)));
            }
        }
        svg.append("\"/>\n");
    }

    private void rule(StringBuilder svg, double level) {
        svg.append(String.format(
                Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", MARGIN, y(level), WIDTH - MARGIN));
        text(svg, 8, (int) y(level) + 4, "#555", String.format(Locale.ROOT, "%.3g", level));
    }

    private static void text(StringBuilder svg, int x, int y, String color, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", x, y, color, text));
    }

    private double x(double step) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * Math.log(step / firstStep) / Math.log(lastStep / firstStep);
    }

    private double y(double value) {
        return MARGIN + (HEIGHT - 2.0 * MARGIN) * Math.log(highest / value) / Math.log(highest / lowest);
    }

    private static double value(Map<String, Object> line, String name) {
        return ((Number) line.getOrDefault(name, 0)).doubleValue();
    }
}
