package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.studio.Studio;
import org.junit.jupiter.api.Test;

/** Words that say something about the picture count more than those of every copy. */
class WordWeightsTest {

    private final StudioTokens tokens = new StudioTokens();
    private final float[] weights = WordWeights.of(new Studio(), tokens);

    @Test
    void aProductCountsMoreThanAColourAndThatMoreThanAnArticle() {
        assertThat(weight("teapot")).isGreaterThan(weight("red"));
        assertThat(weight("red")).isGreaterThan(weight("the"));
    }

    @Test
    void noWordCountsNothingAndNoneCountsForAll() {
        for (float weight : weights) {
            assertThat(weight).isBetween(0.5f, 4f);
        }
    }

    private float weight(String word) {
        return weights[tokens.copy(word)[0]];
    }
}
