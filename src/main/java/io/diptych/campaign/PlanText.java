package io.diptych.campaign;

import io.diptych.campaign.Domain.Outside;
import io.diptych.campaign.Domain.Part;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan report as people read it on a terminal. */
public final class PlanText {

    private final PlanReport report;
    private final StringBuilder text = new StringBuilder();

    private PlanText(PlanReport report) {
        this.report = report;
    }

    /** The report in lines that each end with a line feed. */
    public static String of(PlanReport report) {
        return new PlanText(report).write();
    }

    private String write() {
        line(
                "Campaign %s: %s, %s, %s",
                report.campaign().name(),
                counted(report.products(), "product"),
                counted(report.scenes(), "scene"),
                counted(report.campaign().variants().size(), "variant"));
        line("  %s, %s", counted(report.shots(), "shot"), counted(report.takes(), "take"));
        Contest contest = report.campaign().contest();
        if (contest != null) {
            line(
                    "  of the %d takes of a shot the best-aligned one is kept; at %s the weakest go",
                    contest.takes(), counted(contest.waypoints(), "waypoint"));
        }
        if (report.unseenShots() > 0) {
            line("  %s more whose photo has not been fetched yet", counted(report.unseenShots(), "shot"));
        }
        line("  %s already, %d to render%s", exist(), report.takesToRender(), time());
        line("  into %s", destination());
        firstShot();
        outside();
        problems("Scenes that cannot be used", report.problems());
        skipped();
        return text.toString();
    }

    private String exist() {
        return counted(report.existing(), "take")
                + (report.campaign().contest() != null ? " decided" : report.existing() == 1 ? " exists" : " exist");
    }

    private String time() {
        if (report.takesToRender() == 0) {
            return "";
        }
        Duration estimate = report.estimate();
        Pace pace = report.pace();
        if (estimate == null || pace == null) {
            return "; how long that takes has not been measured yet";
        }
        String workers = pace.workers() == 1 ? "" : " on " + pace.workers() + " workers";
        return String.format(
                Locale.ROOT, ": about %s at %.1f s a take%s", words(estimate), pace.secondsPerTake(), workers);
    }

    private String destination() {
        Campaign.Delivery delivery = report.campaign().delivery();
        return (delivery.bucket() == null ? "the configured bucket" : "bucket " + delivery.bucket())
                + (delivery.prefix().isEmpty() ? "" : " under " + delivery.prefix() + "/");
    }

    private void firstShot() {
        Shot shot = report.firstShot();
        if (shot != null) {
            line(
                    "First shot: %s in %s, %s",
                    shot.product().sku(), shot.frame().label(), shot.frame().size());
            line("  %s", shot.instruction());
        }
    }

    private void outside() {
        if (report.shotsOutside() == 0) {
            return;
        }
        line("Outside of what the bundle was made for: %s", counted(report.shotsOutside(), "shot"));
        for (Part part : Part.values()) {
            List<Map.Entry<Outside, Long>> found = report.outside().entrySet().stream()
                    .filter(each -> each.getKey().part() == part)
                    .toList();
            if (!found.isEmpty()) {
                String listed = found.stream()
                        .limit(PlanReporter.LISTED)
                        .map(each -> each.getKey().what() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", "));
                line("  %s: %s%s", part.plural(), listed, more(found.size() - PlanReporter.LISTED, " and %d more"));
            }
        }
    }

    private void problems(String title, List<?> problems) {
        if (!problems.isEmpty()) {
            line("%s:", title);
            problems.forEach(each -> line("  %s", each));
        }
    }

    private void skipped() {
        problems("Skipped, " + counted(report.skippedRows(), "row"), report.firstSkippedRows());
        text.append(more(report.skippedRows() - report.firstSkippedRows().size(), "  and %d more\n"));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String more(long count, String format) {
        return count > 0 ? String.format(Locale.ROOT, format, count) : "";
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Two units are enough: {@code 2 h 5 min}. */
    private static String words(Duration duration) {
        long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }
}
