package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(5, Bootstrap.RESAMPLES);

    @Test
    void intervalsHoldTheTrueMeanInAbout95OutOf100Cases() {
        var random = new Random(1);
        var quick = new Bootstrap(5, 400);
        int cases = 400;
        long held = IntStream.range(0, cases)
                .mapToObj(i -> quick.mean(
                        random.doubles(60, 0, 100).map(v -> v < 70 ? 100 : 0).toArray()))
                .filter(interval -> interval.low() <= 70 && 70 <= interval.high())
                .count();

        assertThat(100.0 * held / cases).isBetween(90.0, 98.0);
    }

    @Test
    void aSmallDifferenceOfPairedValuesShowsThatUnpairedOnesWouldHide() {
        // Hard and easy prompts spread far; the second arm is 2 better at each, give or take a little.
        var random = new Random(2);
        double[] a = random.doubles(300, 0, 100).toArray();
        double[] b = IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] - 2 + random.nextGaussian())
                .toArray();

        Interval paired = BOOTSTRAP.difference(a, b);
        double unpaired = (BOOTSTRAP.mean(a).high() - BOOTSTRAP.mean(a).low()) / Math.sqrt(2) * 2;

        assertThat(paired.mean()).isCloseTo(2, within(0.2));
        assertThat(paired.low()).isPositive();
        assertThat(paired.high() - paired.low()).isLessThan(unpaired / 10);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] values = new Random(3).doubles(50).toArray();

        assertThat(BOOTSTRAP.mean(values)).isEqualTo(new Bootstrap(5, Bootstrap.RESAMPLES).mean(values));
        assertThat(BOOTSTRAP.mean(values)).isNotEqualTo(new Bootstrap(6, Bootstrap.RESAMPLES).mean(values));
    }

    @Test
    void whatOneArmHasNoValueForIsLeftOutOfBoth() {
        Interval interval = BOOTSTRAP.difference(new double[] {1, Double.NaN, 5}, new double[] {0, 7, 2});

        assertThat(interval.n()).isEqualTo(2);
        assertThat(interval.mean()).isEqualTo(2);
        assertThatThrownBy(() -> BOOTSTRAP.difference(new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
