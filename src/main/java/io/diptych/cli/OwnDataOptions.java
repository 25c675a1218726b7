package io.diptych.cli;

import io.diptych.model.Bundles;
import io.diptych.training.OwnDataException;
import io.diptych.training.OwnDataPlan;
import io.diptych.training.OwnDataReport;
import io.diptych.training.OwnDataTraining;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych train --data}: a shop's own rows. */
final class OwnDataOptions {

    private static final int WORDS_SHOWN = 40;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Instead of that: teaches a bundle your own pictures and words. JSON Lines of photo,"
                    + " instruction, picture and copy; see docs/own-model.md.")
    private @Nullable Path data;

    @Option(
            names = "--from",
            paramLabel = "BUNDLE",
            description = "With --data: the bundle to start from, by its directory or name (default: studio-mini).")
    private @Nullable String from;

    @Option(names = "--steps", paramLabel = "N", description = "With --data: steps of training (default: 400).")
    private @Nullable Long steps;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "With --data: learning rate of the matrices at its highest (default: 0.003).")
    private @Nullable Double rate;

    @Option(
            names = "--studio-share",
            paramLabel = "S",
            description = "With --data: share of drawn studio scenes among the samples, against forgetting"
                    + " (default: 0.25; 0 where the bundle does not know the studio's words).")
    private @Nullable Double studioShare;

    boolean given() {
        return data != null;
    }

    /** @throws ParameterException if something is given that only {@code --data} gives a meaning */
    void requireNone() {
        if (from != null || steps != null || rate != null || studioShare != null) {
            throw new ParameterException(
                    spec.commandLine(), "--from, --steps, --rate and --studio-share need --data=FILE, your own rows");
        }
    }

    /** @return how to train; reads the bundle, not yet the rows */
    OwnDataPlan plan(Path out, Path work, @Nullable Long seed) {
        if (data == null || !Files.isRegularFile(data)) {
            throw new ParameterException(spec.commandLine(), "--data: there is no file " + data);
        }
        var bundle = new Bundles().resolve(from == null ? Bundles.STUDIO_MINI : from, work);
        try {
            OwnDataPlan plan = OwnDataPlan.of(data, bundle, out, work);
            plan = steps == null ? plan : plan.withSteps(steps);
            plan = rate == null ? plan : plan.withRate(rate);
            plan = seed == null ? plan : plan.withSeed(seed);
            return studioShare == null ? plan : plan.withStudioShare(studioShare);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    int run(OwnDataPlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (OwnDataTraining training = OwnDataTraining.prepare(plan)) {
            training.problems().forEach(err::println);
            err.printf(
                    "%d rows to learn from, %d held out, %d faults in rows left out%n",
                    training.rowsLearnt(),
                    training.rowsHeldOut(),
                    training.problems().size());
            words(err, "new words", training::newWords);
            words(err, "no room in the vocabulary, so never written, for", training::wordsLeftOut);
            err.flush();
            OwnDataReport report = training.run(progress -> {
                err.println(progress);
                err.flush();
            });
            out.printf("held-out rows: %s before; %s after%n", report.before(), report.after());
            if (!report.better()) {
                out.println("The held-out rows are told no better than before: more rows, or more steps, may help.");
            }
            out.printf("before and after: %s%n", plan.work().resolve("own-data/own-data-before-after.png"));
            out.printf(
                    Locale.ROOT,
                    "%s: bundle '%s', digest %s%n",
                    report.bundle().directory(),
                    report.bundle().manifest().name(),
                    report.bundle().digest());
            return training.problems().isEmpty() ? ExitCode.DONE : ExitCode.ROWS_SKIPPED;
        } catch (OwnDataException e) {
            e.problems().forEach(err::println);
            err.println("diptych: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void words(PrintWriter err, String what, Supplier<List<String>> words) {
        List<String> all = words.get();
        if (!all.isEmpty()) {
            List<String> shown = all.subList(0, Math.min(WORDS_SHOWN, all.size()));
            err.printf(
                    "%s (%d): %s%s%n",
                    what, all.size(), String.join(", ", shown), all.size() > shown.size() ? ", …" : "");
        }
    }
}
