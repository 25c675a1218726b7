package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TextQualityTest {

    private static final String GOOD = "Two red handbags stand on a marble counter. Light comes from the left, so the"
            + " shadow falls to the right. Pale marble keeps the eye on the shape.";

    @Test
    void aWholeSentenceOfTheStudioIsPerfectWhateverItIsAbout() {
        assertThat(TextQuality.score(GOOD)).isEqualTo(100);
        assertThat(TextQuality.score(GOOD.replace("handbags", "mugs"))).isEqualTo(100);
    }

    @Test
    void aDoubledWordCostsGrammarAndTheDoubling() {
        assertThat(TextQuality.score(GOOD.replace("red handbags", "red red handbags")))
                .isCloseTo(100 / 3.0, within(1e-9));
    }

    @Test
    void theWrongFormCostsTheGrammarOnly() {
        assertThat(TextQuality.score(GOOD.replace("Two red handbags stand", "Two red handbag stands")))
                .isCloseTo(200 / 3.0, within(1e-9));
    }

    @Test
    void aShadowOnTheSideOfTheLightIsNotComplete() {
        assertThat(TextQuality.score(GOOD.replace("to the right", "to the left")))
                .isCloseTo((100 * 5 / 6.0 + 100) / 3, within(1e-9));
    }

    @Test
    void noCopyIsWorthNothing() {
        assertThat(TextQuality.score("")).isZero();
    }
}
