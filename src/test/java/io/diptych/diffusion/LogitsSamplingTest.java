package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** The rules that every {@link Denoiser} follows. */
class LogitsSamplingTest {

    private static final Vocabulary VOCABULARY = Golden.tinyVocabulary();
    private static final int SIZE = VOCABULARY.size();
    private static final int FIRST = VOCABULARY.firstCode();

    @Test
    void textBecomesAllowedIdsOnly() {
        var logits = new float[SIZE];
        logits[FIRST + 3] = 9;
        logits[VOCABULARY.special().mask()] = 8;
        logits[VOCABULARY.special().newline()] = 7;
        logits[60] = 5;
        logits[VOCABULARY.special().eos()] = 4;

        assertThat(text(logits, 0, 0).textIds()).containsExactly(60);
    }

    @Test
    void theEndTokenIsAllowed() {
        var logits = new float[SIZE];
        logits[VOCABULARY.special().eos()] = 4;

        assertThat(text(logits, 0, 0).textIds())
                .containsExactly(VOCABULARY.special().eos());
    }

    @Test
    void confidenceIsThePlainSoftmaxWhateverTheTemperature() {
        BitSet three = new BitSet();
        three.set(50, 53);
        var logits = new float[SIZE];
        logits[50] = (float) Math.log(1);
        logits[51] = (float) Math.log(2);
        logits[52] = (float) Math.log(5);
        var vocabulary = VOCABULARY.allowingText(three);

        for (float temperature : new float[] {0, 0.5f, 1, 4}) {
            Predictions predictions = text(vocabulary, logits, temperature, 0.999f);
            assertThat(predictions.textIds()).containsExactly(52);
            assertThat(predictions.textConfidences()[0]).isCloseTo(5f / 8, within(1e-6f));
        }
    }

    @Test
    void aUniformNumberPicksTheFirstIdWhoseRunningSumPassesIt() {
        BitSet three = new BitSet();
        three.set(50, 53);
        var logits = new float[SIZE];
        logits[51] = (float) Math.log(2);
        var vocabulary = VOCABULARY.allowingText(three);

        assertThat(text(vocabulary, logits, 1, 0).textIds()).containsExactly(50);
        assertThat(text(vocabulary, logits, 1, 0.249f).textIds()).containsExactly(50);
        assertThat(text(vocabulary, logits, 1, 0.251f).textIds()).containsExactly(51);
        assertThat(text(vocabulary, logits, 1, 0.749f).textIds()).containsExactly(51);
        assertThat(text(vocabulary, logits, 1, 0.751f).textIds()).containsExactly(52);
        assertThat(text(vocabulary, logits, 1, Math.nextDown(1f)).textIds()).containsExactly(52);
    }

    @Test
    void aRunningSumEqualToTheBarDoesNotPassIt() {
        assertThat(LogitsSampling.draw(new float[] {0, 1, 1}, 0)).isEqualTo(1);
        assertThat(LogitsSampling.draw(new float[] {0, 1, 1}, 0.5f)).isEqualTo(2);
    }

    @Test
    void temperatureDividesTheLogits() {
        BitSet two = new BitSet();
        two.set(50, 52);
        var logits = new float[SIZE];
        logits[51] = (float) Math.log(9);
        var vocabulary = VOCABULARY.allowingText(two);

        // At temperature 2 the odds are 1 to 3.
        assertThat(text(vocabulary, logits, 2, 0.24f).textIds()).containsExactly(50);
        assertThat(text(vocabulary, logits, 2, 0.26f).textIds()).containsExactly(51);
    }

    @Test
    void equalLogitsGiveTheLowestId() {
        assertThat(LogitsSampling.largest(new float[] {1, 3, 3, 2})).isEqualTo(1);
    }

    @Test
    void guidancePushesAwayFromBothBranches() {
        // Rows: conditional, without text, without image.
        var logits = new float[3 * SIZE];
        logits[FIRST] = 1;
        logits[FIRST + 1] = 0.5f;
        logits[SIZE + FIRST] = 1.2f;
        logits[2 * SIZE + FIRST + 1] = -0.5f;

        Predictions both = picture(logits, 2, 1);
        // Code 0: 1 + 2·(1 − 1.2) + 1·(1 − 0) = 1.6; code 1: 0.5 + 2·0.5 + 1·1 = 2.5; all others 0.
        assertThat(both.imageCodes()).containsExactly(1);
        double total = Math.exp(1.6) + Math.exp(2.5) + VOCABULARY.codes() - 2;
        assertThat(both.imageConfidences()[0]).isCloseTo((float) (Math.exp(2.5) / total), within(1e-6f));
        assertThat(picture(logits, 0, 0).imageCodes()).containsExactly(0);
    }

    @Test
    void aBranchOfScaleZeroIsNotLookedAt() {
        var logits = new float[3 * SIZE];
        logits[FIRST + 5] = 1;
        Arrays.fill(logits, SIZE, 3 * SIZE, Float.NaN);

        assertThat(picture(logits, 0, 0).imageCodes()).containsExactly(5);
    }

    private static Predictions text(float[] logits, float temperature, float uniform) {
        return text(VOCABULARY, logits, temperature, uniform);
    }

    private static Predictions text(Vocabulary vocabulary, float[] logits, float temperature, float uniform) {
        var queries = new TextQueries(new int[] {0}, new float[] {temperature}, new float[] {uniform});
        return sampling(vocabulary, logits)
                .predict(new Forward(1, 1, new int[1], new int[1], queries, ImageQueries.NONE));
    }

    private static Predictions picture(float[] logits, float textGuidance, float imageGuidance) {
        var queries = new ImageQueries(
                new int[] {0},
                new int[] {1},
                new int[] {2},
                new float[] {textGuidance},
                new float[] {imageGuidance},
                new float[1],
                new float[1]);
        return sampling(VOCABULARY, logits)
                .predict(new Forward(3, 1, new int[3], new int[3], TextQueries.NONE, queries));
    }

    private static LogitsSampling sampling(Vocabulary vocabulary, float[] values) {
        return new LogitsSampling(
                new LogitsDenoiser() {
                    @Override
                    public Logits logits(int[] ids, int rows, int length, int[] starts) {
                        return new Logits(rows, length, SIZE, FloatBuffer.wrap(values));
                    }

                    @Override
                    public void close() {}
                },
                vocabulary);
    }
}
