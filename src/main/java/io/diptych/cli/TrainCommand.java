package io.diptych.cli;

import io.diptych.model.Bundle;
import io.diptych.training.OwnDataPlan;
import io.diptych.training.Training;
import io.diptych.training.TrainingPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych train}. Needs libtorch, which only the jar built with the Maven profile {@code training} has. */
@Command(
        name = "train",
        subcommands = {TrainAlignerCommand.class, TrainJudgeCommand.class, TrainPararlCommand.class},
        description =
                "Trains studio-mini on drawn studio scenes, from nothing to a bundle. Goes on where it was cut off.")
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    // Required, but picocli would require it of the commands below as well.
    @Option(
            names = "--out",
            paramLabel = "BUNDLE",
            description = "Directory of the bundle (required); must not exist yet, or be empty.")
    private @Nullable Path out;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "diptych-data/training",
            description = "Snapshots, loss logs and sheets of samples (default: ./${DEFAULT-VALUE}).")
    private Path work;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of weights, samples and all draws (default: 7, studio-mini's own).")
    private @Nullable Long seed;

    @Option(
            names = "--vq-steps",
            paramLabel = "N",
            description = "Steps of the picture model (default: studio-mini's own).")
    private @Nullable Long vqSteps;

    @Option(
            names = "--denoiser-steps",
            paramLabel = "N",
            description = "Steps of the denoiser (default: studio-mini's own).")
    private @Nullable Long denoiserSteps;

    @Mixin
    private OwnDataOptions ownData = new OwnDataOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        OwnDataPlan own = ownData.given() ? ownDataPlan() : null;
        if (own == null) {
            ownData.requireNone();
        }
        TrainingPlan plan = plan();
        if (!Libtorch.isPresent(err)) {
            return ExitCode.FAILED;
        }
        if (own != null) {
            return ownData.run(own);
        }
        Bundle bundle = Training.run(plan, progress -> {
            err.println(progress);
            err.flush();
        });
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: bundle '%s', digest %s%n",
                        bundle.directory(), bundle.manifest().name(), bundle.digest());
        return ExitCode.DONE;
    }

    private OwnDataPlan ownDataPlan() {
        if (vqSteps != null || denoiserSteps != null) {
            throw new ParameterException(
                    spec.commandLine(), "--vq-steps and --denoiser-steps train from nothing; with --data, say --steps");
        }
        return ownData.plan(out, work, seed);
    }

    private TrainingPlan plan() {
        if (out == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--out=BUNDLE'");
        }
        try {
            TrainingPlan plan = TrainingPlan.studioMini(out, work);
            if (seed != null) {
                plan = plan.withSeed(seed);
            }
            return plan.withSteps(
                    vqSteps == null ? plan.vqSteps() : vqSteps,
                    denoiserSteps == null ? plan.denoiserSteps() : denoiserSteps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
