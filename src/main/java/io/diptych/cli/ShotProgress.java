package io.diptych.cli;

import io.diptych.shoot.ShootListener;
import io.diptych.shoot.ShotTotals;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how a run goes: a progress bar for people, a line now and then for logs. */
abstract class ShotProgress implements ShootListener, AutoCloseable {

    private long alreadyEnded;
    private long toRender;

    static ShotProgress to(PrintWriter err) {
        return Terminal.interactive() ? new Bar() : new Lines(err, Clock.systemUTC());
    }

    @Override
    public void planned(ShotTotals totals) {
        // A resumed run begins where the last one died; its speed is that of its own shots.
        alreadyEnded = ended(totals);
        toRender = totals.open();
        if (toRender > 0) {
            begin(toRender);
        }
    }

    @Override
    public void progressed(ShotTotals totals) {
        if (toRender > 0) {
            show(ended(totals) - alreadyEnded, toRender, totals.failed());
        }
    }

    abstract void begin(long toRender);

    abstract void show(long ended, long toRender, long failed);

    @Override
    public void close() {}

    private static long ended(ShotTotals totals) {
        return totals.done() + totals.failed();
    }

    static final class Bar extends ShotProgress {

        private @Nullable ProgressBar bar;

        @Override
        void begin(long toRender) {
            bar = new ProgressBarBuilder()
                    .setTaskName("shoot")
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setInitialMax(toRender)
                    .setUnit(" shots", 1)
                    .showSpeed(new DecimalFormat("0"))
                    .setSpeedUnit(ChronoUnit.MINUTES)
                    .setUpdateIntervalMillis(250)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.width() - 1))
                    .build();
        }

        @Override
        void show(long ended, long toRender, long failed) {
            if (bar != null) {
                bar.stepTo(ended);
                if (failed > 0) {
                    bar.setExtraMessage(" " + failed + " failed");
                }
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    static final class Lines extends ShotProgress {

        private static final Duration QUIET = Duration.ofSeconds(10);

        private final PrintWriter err;
        private final Clock clock;
        private Instant begun = Instant.EPOCH;
        private Instant lastLine = Instant.EPOCH;

        Lines(PrintWriter err, Clock clock) {
            this.err = err;
            this.clock = clock;
        }

        @Override
        void begin(long toRender) {
            begun = clock.instant();
            lastLine = begun;
        }

        @Override
        void show(long ended, long toRender, long failed) {
            Instant now = clock.instant();
            if (ended < toRender && Duration.between(lastLine, now).compareTo(QUIET) < 0) {
                return;
            }
            lastLine = now;
            double minutes = Math.max(1, Duration.between(begun, now).toMillis()) / 60_000.0;
            double perMinute = ended / minutes;
            StringBuilder line = new StringBuilder()
                    .append(ended - failed)
                    .append(" of ")
                    .append(toRender)
                    .append(" done");
            if (failed > 0) {
                line.append(", ").append(failed).append(" failed");
            }
            line.append(String.format(", %.0f shots per minute", perMinute));
            if (ended < toRender && ended > 0) {
                long seconds = Math.round((toRender - ended) / perMinute * 60);
                line.append(String.format(", %d:%02d left", seconds / 60, seconds % 60));
            }
            err.println(line);
            err.flush();
        }
    }
}
