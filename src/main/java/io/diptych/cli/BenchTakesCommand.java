package io.diptych.cli;

import io.diptych.diffusion.SamplerSettings;
import io.diptych.evaluation.TakesComparison;
import io.diptych.evaluation.TakesComparison.Figures;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code diptych bench takes}. */
@Command(
        name = "takes",
        description =
                "Compares a single take, the best of n and n takes halved at waypoints on the same held-out studio"
                        + " prompts and seeds: alignment of the kept take, seconds, alignment per second.")
final class BenchTakesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--n", paramLabel = "N", defaultValue = "24", description = "Shots (default: ${DEFAULT-VALUE}).")
    private int shots = 24;

    @Option(names = "--takes", paramLabel = "N", defaultValue = "4", description = "Takes (default: ${DEFAULT-VALUE}).")
    private int takes = 4;

    @Option(
            names = "--waypoints",
            paramLabel = "N",
            defaultValue = "3",
            description = "At which takes are dropped (default: ${DEFAULT-VALUE}).")
    private int waypoints = 3;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "4",
            description = "Takes that go through the model together (default: ${DEFAULT-VALUE}).")
    private int slots = 4;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all draws.")
    private long seed = 1;

    @Option(names = "--text-steps", paramLabel = "N", defaultValue = "40")
    private int textSteps = 40;

    @Option(names = "--image-steps", paramLabel = "N", defaultValue = "24")
    private int imageSteps = 24;

    @Override
    public Integer call() {
        Bundle bundle = new Bundles().resolve(model.bundle, model.data.data);
        var plan = new TakesComparison.Plan(
                shots, takes, waypoints, slots, seed, SamplerSettings.DEFAULTS.withSteps(textSteps, imageSteps));
        List<Figures> figures = TakesComparison.measure(bundle, plan, System::nanoTime);
        Figures single = figures.get(0);
        Figures best = figures.get(1);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d shots, %d/%d steps, %d slots%n", shots, textSteps, imageSteps, slots);
        for (Figures each : figures) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-32s alignment %.4f  %.2f s a shot  %.4f per second  %.2f x single's time  %d forwards"
                            + "  same take as best-of-n: %d",
                    each.name(),
                    each.alignment(),
                    each.seconds(),
                    each.alignmentPerSecond(),
                    each.seconds() / single.seconds(),
                    each.forwards(),
                    each.sameAsBest()));
        }
        Figures halved = figures.get(2);
        out.println(String.format(
                Locale.ROOT,
                "gain over a single take per extra second: best of n %.4f, halved %.4f; halving takes %.2f of best-of-n's"
                        + " time",
                gain(best, single),
                gain(halved, single),
                halved.seconds() / best.seconds()));
        out.flush();
        return ExitCode.DONE;
    }

    private static double gain(Figures more, Figures single) {
        return (more.alignment() - single.alignment()) / (more.seconds() - single.seconds());
    }
}
