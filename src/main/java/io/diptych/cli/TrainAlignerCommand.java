package io.diptych.cli;

import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.training.AlignerPlan;
import io.diptych.training.AlignerRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych train aligner}. Needs libtorch. */
@Command(
        name = "aligner",
        description = "Trains the pair that scores pictures and copies, for a bundle's words and picture codes, and"
                + " writes a copy of the bundle that has it. Goes on where it was cut off.")
final class TrainAlignerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = Bundles.STUDIO_MINI,
            description = "A directory, or the name of an embedded bundle (default: ${DEFAULT-VALUE}).")
    private String bundle = Bundles.STUDIO_MINI;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the new bundle; must not exist yet.")
    private Path out;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "diptych-data/training-aligner",
            description = "Snapshots, loss logs and the exam's result (default: ./${DEFAULT-VALUE}).")
    private Path work;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, samples and all draws (default: its own).")
    private @Nullable Long seed;

    @Option(names = "--steps", paramLabel = "N", description = "Steps (default: those of studio-mini's aligner).")
    private @Nullable Long steps;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        AlignerPlan plan = plan();
        if (!Libtorch.isPresent(err)) {
            return ExitCode.FAILED;
        }
        Bundle made = AlignerRun.run(plan, progress -> {
            err.println(progress);
            err.flush();
        });
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: bundle '%s', digest %s%n%s%n",
                        made.directory(), made.manifest().name(), made.digest(), work.resolve("aligner-exam.json"));
        return ExitCode.DONE;
    }

    private AlignerPlan plan() {
        try {
            AlignerPlan plan = AlignerPlan.studioMini(bundle, out, work);
            plan = seed == null ? plan : plan.withSeed(seed);
            return steps == null ? plan : plan.withSteps(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
