package io.diptych.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rewards of a ParaRL run as an SVG file: each update as a dot, and a running mean of twenty as a line, as
 * rewards differ far more between requests than between early and late updates; 0 to 1.
 */
final class RewardChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int MARGIN = 48;
    private static final int SMOOTHING = 20;
    private static final String PREFIX = "reward ";
    private static final List<String> COLORS = List.of("#2563eb", "#dc2626", "#059669", "#9333ea");

    private final List<Map<String, Object>> lines;
    private final StringBuilder svg = new StringBuilder();

    private RewardChart(List<Map<String, Object>> lines) {
        this.lines = lines;
    }

    /** Draws the values of a log whose names begin with {@code reward}. */
    static void draw(Path log, Path svg) {
        var lines = new TrainingLog(log).lines();
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.writeString(svg, new RewardChart(lines).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String svg() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH, HEIGHT);
        for (int tenths = 0; tenths <= 10; tenths += 2) {
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", MARGIN, y(tenths / 10.0), WIDTH - MARGIN);
            text(16, y(tenths / 10.0) + 4, "#555", String.format(Locale.ROOT, "%.1f", tenths / 10.0));
        }
        var names = lines.get(0).keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            curve(names.get(i), COLORS.get(i % COLORS.size()), MARGIN + 10 + i * 150);
        }
        text(MARGIN, HEIGHT - 16, "#555", "update 1");
        text(
                WIDTH - MARGIN - 60,
                HEIGHT - 16,
                "#555",
                "update " + lines.get(lines.size() - 1).get("step"));
        return svg.append("</svg>\n").toString();
    }

    private void curve(String name, String color, int labelX) {
        var line = new StringBuilder();
        double smooth = 0;
        for (int i = 0; i < lines.size(); i++) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.5\" fill=\"%s\"/>%n", x(i), y(value(i, name)), color);
            smooth = smooth(i, name);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(smooth)));
        }
        add("<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>%n", color, line);
        text(labelX, 18, color, String.format(Locale.ROOT, "%s %.3f", name.substring(PREFIX.length()), smooth));
    }

    private double smooth(int line, String name) {
        int from = Math.max(0, line - SMOOTHING + 1);
        double sum = 0;
        for (int i = from; i <= line; i++) {
            sum += value(i, name);
        }
        return sum / (line - from + 1);
    }

    private double value(int line, String name) {
        return ((Number) lines.get(line).getOrDefault(name, 0)).doubleValue();
    }

    private double x(int line) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * line / Math.max(1, lines.size() - 1);
    }

    private static double y(double reward) {
        return MARGIN + (HEIGHT - 2.0 * MARGIN) * (1 - reward);
    }

    private void text(double x, double y, String color, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n", x, y, color, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
