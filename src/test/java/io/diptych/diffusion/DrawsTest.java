package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diptych.diffusion.Draws.Purpose;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random numbers depend on seed and address alone. */
class DrawsTest {

    /** The known answers that the authors' Random123 library is tested with. */
    @Test
    void philoxGivesThePublishedAnswers() {
        assertThat(Draws.philox(new int[4], 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(Draws.philox(new int[] {-1, -1, -1, -1}, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(Draws.philox(new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void aNumberDoesNotDependOnThoseDrawnBefore() {
        var fresh = new Draws(7);
        var used = new Draws(7);
        used.normal(Purpose.IMAGE_CONFIDENCE, 3, 9);
        used.uniform(Purpose.IMAGE_CODE, 1, 1);

        assertThat(used.uniform(Purpose.TEXT_TOKEN, 2, 5)).isEqualTo(fresh.uniform(Purpose.TEXT_TOKEN, 2, 5));
    }

    @Test
    void everyPartOfTheAddressMatters() {
        var values = new HashSet<Float>();
        for (long seed : new long[] {1, 2, 1L << 40}) {
            var draws = new Draws(seed);
            for (Purpose purpose : Purpose.values()) {
                for (int step = 0; step < 4; step++) {
                    for (int index = 0; index < 4; index++) {
                        values.add(draws.uniform(purpose, step, index));
                    }
                }
            }
        }

        assertThat(values).hasSize(3 * Purpose.values().length * 16);
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        var draws = new Draws(42);
        var statistics = IntStream.range(0, 20_000)
                .mapToDouble(i -> draws.uniform(Purpose.IMAGE_CODE, 0, i))
                .summaryStatistics();

        assertThat(statistics.getMin()).isBetween(0.0, 0.001);
        assertThat(statistics.getMax()).isBetween(0.999, Math.nextDown(1.0));
        assertThat(statistics.getAverage()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void normalNumbersHaveMeanZeroAndDeviationOne() {
        var draws = new Draws(42);
        double[] values = IntStream.range(0, 20_000)
                .mapToDouble(i -> draws.normal(Purpose.IMAGE_CONFIDENCE, i % 7, i))
                .toArray();

        assertThat(IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(0.03));
        assertThat(IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i] * values[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.05));
    }
}
