package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import org.junit.jupiter.api.Test;

/** What counts as a copy that does what was asked for. */
class CopyAgreementTest {

    private static final String INSTRUCTION = "Two blue watches on a stage, with light from the left";

    @Test
    void everyCopyOfTheStudioIsCompleteAndAgrees() {
        var studio = new Studio();
        for (int seed = 0; seed < 300; seed++) {
            var brief = studio.brief(seed, Split.TRAIN);
            assertThat(CopyAgreement.isComplete(brief.copy())).as(brief.copy()).isTrue();
            assertThat(CopyAgreement.with(brief.instruction(), brief.copy()))
                    .as(brief.instruction() + " | " + brief.copy())
                    .isTrue();
        }
    }

    @Test
    void anotherChoiceThanAskedForDoesNotAgree() {
        assertThat(agrees("two blue watches stand on a stage. lit from the left, the shadow falls to the right."))
                .isTrue();
        assertThat(agrees("three blue watches stand on a stage. lit from the left, the shadow falls to the right."))
                .isFalse();
        assertThat(agrees("two red watches stand on a stage. lit from the left, the shadow falls to the right."))
                .isFalse();
        assertThat(agrees("two blue watches stand on a shelf. lit from the left, the shadow falls to the right."))
                .isFalse();
        assertThat(agrees("two blue watches stand on a stage. lit from the right, the shadow falls to the left."))
                .isFalse();
    }

    @Test
    void aCopyThatContradictsItselfIsNotComplete() {
        assertThat(CopyAgreement.isComplete(
                        "two blue watches stand on a stage. lit from the left, the shadow falls to the left."))
                .isFalse();
        assertThat(CopyAgreement.isComplete("two blue watches stand on a stage."))
                .isFalse();
    }

    private static boolean agrees(String copy) {
        return CopyAgreement.with(INSTRUCTION, copy);
    }
}
