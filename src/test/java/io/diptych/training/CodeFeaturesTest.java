package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Codes that look alike get vectors that are alike. */
class CodeFeaturesTest {

    private static final int CODES = 64;
    private static final int SIZE = 192;

    private final float[] entries = RandomCodebook.of(CODES);

    @Test
    void aCodeNearAnotherIsLikerToItThanOneFarAway() {
        int latents = entries.length / CODES;
        for (int i = 0; i < latents; i++) {
            entries[latents + i] = entries[i] + 0.1f; // code 1 beside code 0
            entries[2 * latents + i] = entries[i] + 10; // code 2 far from both
        }
        float[] features = CodeFeatures.of(entries, CODES, SIZE, new SplittableRandom(3));

        assertThat(likeness(features, 0, 1)).isGreaterThan(0.9);
        assertThat(likeness(features, 0, 2)).isBetween(-0.35, 0.35);
    }

    @Test
    void eachFeatureHasMeanZeroAndVarianceOne() {
        float[] features = CodeFeatures.of(entries, CODES, SIZE, new SplittableRandom(3));

        for (int feature = 0; feature < SIZE; feature++) {
            double sum = 0;
            double squares = 0;
            for (int code = 0; code < CODES; code++) {
                double value = features[code * SIZE + feature];
                sum += value;
                squares += value * value;
            }
            assertThat(sum / CODES).isCloseTo(0, offset(1e-5));
            assertThat(squares / CODES).isCloseTo(1, offset(1e-4));
        }
    }

    @Test
    void entriesThatAreAllTheSameGiveZerosRatherThanNothingOfANumber() {
        float[] features = CodeFeatures.of(new float[CODES * 8], CODES, SIZE, new SplittableRandom(3));

        assertThat(features).containsOnly(0f);
    }

    private static double likeness(float[] features, int one, int other) {
        float[] a = Arrays.copyOfRange(features, one * SIZE, (one + 1) * SIZE);
        float[] b = Arrays.copyOfRange(features, other * SIZE, (other + 1) * SIZE);
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
