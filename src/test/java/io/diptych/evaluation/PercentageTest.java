package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PercentageTest {

    @Test
    void theIntervalIsWilsons() {
        // By hand: p = 0.9, n = 10, z = 1.96 gives 0.5958 to 0.9821.
        Percentage nineOfTen = Percentage.of(9, 10);

        assertThat(nineOfTen.percent()).isEqualTo(90);
        assertThat(nineOfTen.low()).isCloseTo(59.58, within(0.01));
        assertThat(nineOfTen.high()).isCloseTo(98.21, within(0.01));
    }

    @Test
    void noFaultInAHundredIsNoProofThatThereNeverIsOne() {
        Percentage all = Percentage.of(100, 100);

        assertThat(all.high()).isEqualTo(100);
        assertThat(all.low()).isBetween(96.0, 97.0);
        assertThat(Percentage.of(0, 100).high()).isCloseTo(100 - all.low(), within(1e-9));
    }

    @Test
    void aShareOfNothingIsNone() {
        assertThatThrownBy(() -> Percentage.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentage.of(3, 2)).hasMessageContaining("3 of 2");
    }
}
