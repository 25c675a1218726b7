package io.diptych.cli;

import io.diptych.evaluation.EvaluationListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how the parts of a long task go: a progress bar for people, a line now and then for logs; both with the time left. */
interface TaskProgress extends EvaluationListener, AutoCloseable {

    static TaskProgress to(PrintWriter err) {
        return Terminal.interactive() ? new Bar() : new Lines(err, Clock.systemUTC());
    }

    @Override
    default void close() {}

    final class Bar implements TaskProgress {

        private @Nullable ProgressBar bar;

        @Override
        public void begin(String task, long total) {
            close();
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(250)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.width() - 1))
                    .build();
        }

        @Override
        public void progressed(long done) {
            if (bar != null) {
                bar.stepTo(done);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    final class Lines implements TaskProgress {

        private static final Duration QUIET = Duration.ofSeconds(10);

        private final PrintWriter err;
        private final Clock clock;
        private String task = "";
        private long total;
        private Instant begun = Instant.EPOCH;
        private Instant lastLine = Instant.EPOCH;

        Lines(PrintWriter err, Clock clock) {
            this.err = err;
            this.clock = clock;
        }

        @Override
        public void begin(String name, long all) {
            task = name;
            total = all;
            begun = clock.instant();
            lastLine = begun;
        }

        @Override
        public void progressed(long done) {
            Instant now = clock.instant();
            if (done < total && Duration.between(lastLine, now).compareTo(QUIET) < 0) {
                return;
            }
            lastLine = now;
            long left = done == 0 ? 0 : Duration.between(begun, now).toSeconds() * (total - done) / done;
            err.printf("%s: %d of %d", task, done, total);
            if (done < total) {
                err.printf(", %d:%02d left", left / 60, left % 60);
            }
            err.println();
            err.flush();
        }
    }
}
