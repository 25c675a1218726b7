package io.diptych.cli;

import io.diptych.model.Bundles;
import io.diptych.training.JudgePlan;
import io.diptych.training.Judging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych train judge}. Needs libtorch. */
@Command(
        name = "judge",
        description =
                "Trains the attribute judge of 'diptych evaluate' on drawn studio pictures and measures how often it"
                        + " is right. Goes on where it was cut off.")
final class TrainJudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where attributes.onnx and its report attributes.json go.")
    private Path out;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "diptych-data/judge",
            description = "Snapshots and loss logs (default: ./${DEFAULT-VALUE}).")
    private Path work;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = Bundles.STUDIO_MINI,
            description = "Half of the pictures pass through its picture codes: a directory or a name (default:"
                    + " ${DEFAULT-VALUE}).")
    private String bundle = Bundles.STUDIO_MINI;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of weights and pictures (default: the embedded judge's).")
    private @Nullable Long seed;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of training (default: the embedded judge's).")
    private @Nullable Long steps;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        JudgePlan plan = plan();
        if (!Libtorch.isPresent(err)) {
            return ExitCode.FAILED;
        }
        Map<String, Object> report = Judging.run(plan, progress -> {
            err.println(progress);
            err.flush();
        });
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: right on renders %s, through codes %s%n",
                        out.resolve("attributes.onnx"),
                        report.get("accuracy_on_renders"),
                        report.get("accuracy_through_codes"));
        return ExitCode.DONE;
    }

    private JudgePlan plan() {
        try {
            JudgePlan plan = JudgePlan.embedded(out, work).withBundle(bundle);
            plan = seed == null ? plan : plan.withSeed(seed);
            return steps == null ? plan : plan.withSteps(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
