package io.diptych.cli;

import io.diptych.evaluation.Evaluated;
import io.diptych.evaluation.Evaluation;
import io.diptych.evaluation.EvaluationPlan;
import io.diptych.evaluation.JudgeEndpoint;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych evaluate}. Needs neither database nor object store. */
@Command(
        name = "evaluate",
        description = "Measures how well pictures, copies and instructions agree, and compares schedules, steps and"
                + " bundles on the same prompts and seeds. Goes on where it was cut off.")
final class EvaluateCommand implements Callable<Integer> {

    private static final String KEY = "DIPTYCH_JUDGE_KEY";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--against",
            paramLabel = "BUNDLE",
            description = "Another bundle to compare with; may be given several times.")
    private List<String> against = List.of();

    @Option(
            names = "--suite",
            paramLabel = "NAME|FILE",
            defaultValue = EvaluationPlan.HELD_OUT,
            description = "'heldout': studio prompts that no training has seen; or a file with one JSON object a line,"
                    + " {\"instruction\": …, \"photo\": PATH} (default: ${DEFAULT-VALUE}).")
    private String suite = EvaluationPlan.HELD_OUT;

    @Option(
            names = "--arms",
            paramLabel = "ARMS",
            defaultValue = EvaluationPlan.USUAL_ARMS,
            description = "[BUNDLE@]SCHEDULE[:TEXT/PICTURE steps], separated by commas; steps are 40/24 where not said"
                    + " (default: ${DEFAULT-VALUE}).")
    private String arms = EvaluationPlan.USUAL_ARMS;

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "300",
            description = "Prompts; 2000 or more for comparisons (default: ${DEFAULT-VALUE}).")
    private int prompts = 300;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Other prompts and draws (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--sheet",
            paramLabel = "N",
            defaultValue = "300",
            description = "Most prompts on the picture sheet, at most 300 (default: ${DEFAULT-VALUE}).")
    private int sheet = 300;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Results, report.json, report.md and the sheet.")
    private Path out;

    @Option(
            names = "--judge-url",
            paramLabel = "URL",
            description =
                    "Has a model judge as well, behind OpenAI's chat interface (https://host/v1). Photos, pictures"
                            + " and texts are sent there. The key, if one is needed, is taken from " + KEY + ".")
    private @Nullable URI judgeUrl;

    @Option(names = "--judge-model", paramLabel = "NAME", description = "The model that judges.")
    private @Nullable String judgeModel;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        EvaluationPlan plan = plan();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Interruption interruption = Interruption.watch(err);
                TaskProgress progress = TaskProgress.to(err)) {
            interruption.endBy(() -> stopped.set(true));
            try {
                return told(Evaluation.run(plan, progress, stopped::get));
            } catch (CancellationException e) {
                err.println(
                        "diptych: stopped; what is rendered and measured is kept, and the same command goes on from there");
                err.flush();
                return interruption.exitCode();
            }
        }
    }

    private int told(Evaluated evaluated) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(evaluated.tables());
        out.println();
        evaluated.files().forEach(out::println);
        out.flush();
        return evaluated.problems().isEmpty() ? ExitCode.DONE : ExitCode.ROWS_SKIPPED;
    }

    private EvaluationPlan plan() {
        if (!suite.equals(EvaluationPlan.HELD_OUT) && !isFile(suite)) {
            throw wrong("--suite: there is no suite and no file '" + suite + "'; 'heldout' is one");
        }
        if ((judgeUrl == null) != (judgeModel == null)) {
            throw wrong("--judge-url and --judge-model are needed together");
        }
        try {
            JudgeEndpoint judge = judgeUrl == null || judgeModel == null
                    ? null
                    : new JudgeEndpoint(judgeUrl, judgeModel, System.getenv(KEY));
            return new EvaluationPlan(bundles(), arms, suite, prompts, seed, sheet, out, judge);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** By name: that of the directory, with a number where two have the same. */
    private Map<String, Bundle> bundles() {
        Map<String, Bundle> bundles = new LinkedHashMap<>();
        add(model.bundle, bundles);
        against.forEach(bundle -> add(bundle, bundles));
        return bundles;
    }

    private void add(String nameOrPath, Map<String, Bundle> bundles) {
        Path last = Path.of(nameOrPath).toAbsolutePath().normalize().getFileName();
        String name = last == null
                ? "bundle"
                : last.toString().toLowerCase(Locale.ROOT).replaceAll("[,@:/\\s]+", "-");
        String free = name;
        for (int i = 2; bundles.containsKey(free); i++) {
            free = name + "-" + i;
        }
        bundles.put(free, new Bundles().resolve(nameOrPath, model.data.data));
    }
}
