package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is hidden from the denoiser, and how often. */
class MaskingTest {

    private static final int DRAWS = 4000;
    private final Masking[] drawn = draw();

    @Test
    void eachConditionIsDroppedInATenthOfTheSamples() {
        assertThat(share(i -> !drawn[i].withInstruction())).isCloseTo(0.1, within(0.02));
        assertThat(share(i -> !drawn[i].withPhoto())).isCloseTo(0.1, within(0.02));
        assertThat(share(i -> !drawn[i].withInstruction() && !drawn[i].withPhoto()))
                .isCloseTo(0.01, within(0.008));
    }

    @Test
    void someTextAndSomePictureIsAlwaysHidden() {
        for (var masking : drawn) {
            assertThat(count(masking.text())).isPositive();
            assertThat(count(masking.picture())).isPositive();
        }
    }

    @Test
    void everyRatioOfHiddenTextIsEquallyOften() {
        for (int quarter = 0; quarter < 4; quarter++) {
            double from = quarter * 10;
            assertThat(share(i -> count(drawn[i].text()) > from && count(drawn[i].text()) <= from + 10))
                    .isCloseTo(0.25, within(0.03));
        }
    }

    @Test
    void halfOfTheSamplesLieOnTheSamplersPath() {
        double onPath = share(i -> {
            if (count(drawn[i].given()) > 0) {
                return false;
            }
            double time = 1 - count(drawn[i].text()) / 40.0;
            return Math.abs(count(drawn[i].picture()) - 256 * Math.cos(Math.PI / 2 * time)) < 8;
        });
        double withoutGiven = share(i -> count(drawn[i].given()) == 0);
        assertThat(onPath / withoutGiven).isBetween(0.5, 0.62);
    }

    @Test
    void aFifthOfTheSamplesHasGivenCodesAndTheseAreNeverHidden() {
        assertThat(share(i -> count(drawn[i].given()) > 0)).isCloseTo(0.2, within(0.03));
        for (var masking : drawn) {
            for (int i = 0; i < masking.given().length; i++) {
                assertThat(masking.given()[i] && masking.picture()[i]).isFalse();
            }
        }
    }

    private static double share(IntPredicate is) {
        return IntStream.range(0, DRAWS).filter(is).count() / (double) DRAWS;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static Masking[] draw() {
        var random = new SplittableRandom(5);
        var product = new boolean[256];
        for (int i = 100; i < 130; i++) {
            product[i] = true;
        }
        var sample = new TokenSample(
                new int[] {20, 21},
                new ImageCodes(new Grid(8, 8), new int[64]),
                new ImageCodes(new Grid(16, 16), new int[256]),
                product,
                new int[40]);
        var masks = new Masking[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            masks[i] = Masking.draw(sample, random);
        }
        return masks;
    }
}
