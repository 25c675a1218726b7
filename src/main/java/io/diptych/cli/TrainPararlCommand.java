package io.diptych.cli;

import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.training.ParaRl;
import io.diptych.training.ParaRlPlan;
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

/** {@code diptych train pararl}. Needs libtorch. */
@Command(
        name = "pararl",
        description = "Trains a bundle's denoiser further by reinforcement learning: text and picture that agree along"
                + " the way are rewarded by the bundle's aligner. Goes on where it was cut off.")
final class TrainPararlCommand implements Callable<Integer> {

    /** Where on the trajectory rewards are given. */
    enum Reward {
        TRAJECTORY,
        END
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "BUNDLE",
            defaultValue = Bundles.STUDIO_MINI,
            description = "Bundle to start from, with an aligner: a directory or a name (default: ${DEFAULT-VALUE}).")
    private String from = Bundles.STUDIO_MINI;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "BUNDLE",
            description = "Directory of the new bundle; must not exist yet, or be empty.")
    private Path out;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "diptych-data/pararl",
            description = "Snapshot, log and curve of the rewards (default: ./${DEFAULT-VALUE}).")
    private Path work;

    @Option(names = "--updates", paramLabel = "N", description = "The budget (default: 90).")
    private @Nullable Long updates;

    @Option(names = "--prompts", paramLabel = "N", description = "Requests that an update learns from (default: 2).")
    private @Nullable Integer prompts;

    @Option(
            names = "--tried",
            paramLabel = "N",
            description =
                    "Requests that an update samples; it learns from those whose rewards differ most (default: 4).")
    private @Nullable Integer tried;

    @Option(names = "--group", paramLabel = "N", description = "Rollouts of each request (default: 8).")
    private @Nullable Integer group;

    @Option(
            names = "--reward",
            paramLabel = "WHERE",
            defaultValue = "TRAJECTORY",
            description = "trajectory: at all waypoints, or end: at the end alone (default: trajectory).")
    private Reward reward = Reward.TRAJECTORY;

    @Option(
            names = "--waypoints",
            paramLabel = "N",
            description = "Points along the way, the end among them, where text and picture are scored (default: 3).")
    private @Nullable Integer waypoints;

    @Option(names = "--steps", paramLabel = "N", description = "Text steps of a rollout (default: 12).")
    private @Nullable Integer steps;

    @Option(
            names = "--text-temperature",
            paramLabel = "X",
            description = "Words of rollouts are drawn at; above 0, which is how shots take them (default: 0.5).")
    private @Nullable Double textTemperature;

    @Option(names = "--rate", paramLabel = "X", description = "Learning rate of Adam (default: 0.0001).")
    private @Nullable Double rate;

    @Option(names = "--seed", paramLabel = "N", description = "Of requests and all draws (default: 1).")
    private @Nullable Long seed;

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ParaRlPlan plan = plan();
        if (!Libtorch.isPresent(err)) {
            return ExitCode.FAILED;
        }
        Bundle bundle = ParaRl.run(new Bundles().resolve(from, data.data), plan, progress -> {
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

    private ParaRlPlan plan() {
        if (reward == Reward.END && waypoints != null && waypoints != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reward end gives one reward, at the end: leave --waypoints out, or set it to 1, not "
                            + waypoints);
        }
        try {
            ParaRlPlan plan = ParaRlPlan.small(out, work);
            int scored = waypoints == null ? plan.waypoints() : waypoints;
            plan = plan.withBudget(
                            updates == null ? plan.updates() : updates,
                            prompts == null ? plan.prompts() : prompts,
                            tried == null ? plan.tried() : tried,
                            group == null ? plan.group() : group)
                    .withRollouts(reward == Reward.END ? 1 : scored, steps == null ? plan.textSteps() : steps)
                    .withTextTemperature(textTemperature == null ? plan.textTemperature() : textTemperature)
                    .withRate(rate == null ? plan.rate() : rate);
            return seed == null ? plan : plan.withSeed(seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
