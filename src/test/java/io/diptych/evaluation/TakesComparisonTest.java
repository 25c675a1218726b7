package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.SamplerSettings;
import io.diptych.evaluation.TakesComparison.Figures;
import io.diptych.evaluation.TakesComparison.Plan;
import io.diptych.export.AlignedBundles;
import io.diptych.export.GoldenBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakesComparisonTest {

    private static final Plan PLAN =
            new Plan(4, 4, 3, 4, 1, SamplerSettings.DEFAULTS.withSteps(9, 6).withTemperatures(0, 1, 1));

    @TempDir
    private Path folder;

    @Test
    void theBestOfManyIsBetterThanOneAndHalvingCostsLess() {
        var clock = new AtomicLong();

        List<Figures> figures = TakesComparison.measure(
                AlignedBundles.write(folder, 0.2, 0.2), PLAN, () -> clock.addAndGet(1_000_000_000));

        assertThat(figures)
                .extracting(Figures::name)
                .containsExactly("single take", "best of 4", "4 takes, halved at 3 waypoints");
        Figures single = figures.get(0);
        Figures best = figures.get(1);
        Figures halved = figures.get(2);
        assertThat(best.alignment()).isGreaterThan(single.alignment());
        assertThat(best.sameAsBest()).isEqualTo(4);
        assertThat(best.forwards()).isEqualTo(4 * single.forwards());
        // Of three stretches all takes go the first, three of four the second and two the third.
        assertThat(halved.forwards()).isEqualTo(best.forwards() * 3 / 4);
        assertThat(halved.alignment()).isLessThanOrEqualTo(best.alignment());
        assertThat(single.seconds()).as("by the clock given").isEqualTo(0.25);
    }

    @Test
    void aBundleWithoutAnAlignerIsRefused() {
        assertThatThrownBy(() -> TakesComparison.measure(GoldenBundles.of("llada-tiny"), PLAN, System::nanoTime))
                .hasMessageContaining("this bundle has no aligner");
    }
}
