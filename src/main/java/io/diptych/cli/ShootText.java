package io.diptych.cli;

import io.diptych.shoot.ShootReport;
import io.diptych.shoot.ShotTotals;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A finished run as people read it on a terminal. */
final class ShootText {

    private final StringBuilder text = new StringBuilder();

    private ShootText() {}

    /** The report in lines that each end with a line feed; the last one is the path of the contact sheet. */
    static String of(ShootReport report) {
        return new ShootText().write(report);
    }

    private String write(ShootReport report) {
        ShotTotals totals = report.totals();
        line(
                "Campaign %s, run %d: %d shots - %d new, %d there already, %d failed",
                report.campaign(), report.run(), totals.shots(), totals.done(), totals.existing(), totals.failed());
        line("  in %s", words(report.took()));
        if (report.rendered() > 0) {
            double model = report.modelTime().toMillis() / 1000.0 / report.rendered();
            line(
                    "  a shot took %.2f s inside the model and %.0f ms outside (%s and %s in all)",
                    model,
                    report.outsideMillisPerShot(),
                    words(report.modelTime()),
                    words(report.renderTime().minus(report.modelTime())));
        }
        if (report.dropped() > 0) {
            line("  %d takes dropped on the way for better ones", report.dropped());
        }
        if (report.drifted() > 0) {
            line("  %d drifted: picture and copy disagree; the contact sheet flags them", report.drifted());
        }
        listed("Skipped", report.skipped(), report.firstSkipped());
        listed("Failed", totals.failed(), report.firstFailed());
        line("Contact sheet:");
        line("%s", report.contactSheet());
        return text.toString();
    }

    private void listed(String title, long count, List<String> first) {
        if (count == 0) {
            return;
        }
        line("%s (%d):", title, count);
        first.forEach(each -> line("  %s", each));
        if (count > first.size()) {
            line("  and %d more", count - first.size());
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
