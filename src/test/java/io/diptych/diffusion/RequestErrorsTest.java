package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot be sampled is refused with a message that says what would be right. */
class RequestErrorsTest {

    private static final Vocabulary VOCABULARY = Golden.tinyVocabulary();
    private static final SequenceLayout LAYOUT = new SequenceLayout(VOCABULARY, new int[0], 8);
    private static final ImageCodes PICTURE = ImageCodes.masked(new Grid(2, 2));
    private static final SamplerSettings SETTINGS = SamplerSettings.DEFAULTS;

    @Test
    void imageGuidanceWithoutAPhoto() {
        refused(
                () -> new ShotRequest(new int[] {50}, null, PICTURE, 1, SETTINGS.withGuidance(0, 2)),
                "image guidance needs a product photo");
    }

    @Test
    void aSpecialTokenInAnInstruction() {
        refused(
                () -> LAYOUT.prefix(new int[] {50, VOCABULARY.special().mask()}, null),
                "instruction, token 1: expected a text id below 300 that is not special, got 280");
    }

    @Test
    void aPictureCodeInAnInstruction() {
        refused(() -> LAYOUT.prefix(new int[] {310}, null), "instruction, token 0: expected a text id below 300");
    }

    @Test
    void aPhotoWithMaskedCodes() {
        refused(
                () -> LAYOUT.prefix(new int[] {50}, PICTURE),
                "the photo must be completely decided, 4 codes are masked");
    }

    @Test
    void aCodeOutsideTheCodebook() {
        refused(
                () -> LAYOUT.prefix(new int[] {50}, new ImageCodes(new Grid(1, 2), new int[] {1, 64})),
                "picture code 1: expected 0..63");
    }

    @Test
    void aPictureOfTheWrongSize() {
        refused(() -> new ImageCodes(new Grid(2, 3), new int[5]), "codes of a 2x3 picture: expected 6 values, got 5");
    }

    @Test
    void settingsOutOfRange() {
        refused(() -> SETTINGS.withSteps(0, 1), "text steps: at least 1, got 0");
        refused(() -> SETTINGS.withSteps(4, 0), "image steps: at least 1, got 0");
        refused(() -> SETTINGS.withGuidance(-1, 0), "text guidance: 0 or greater, got -1.0");
        refused(() -> SETTINGS.withTemperatures(0, Double.NaN, 0), "image temperature: 0 or greater, got NaN");
        refused(() -> SETTINGS.withImageStepIndices(List.of(3, 24)), "image step indices must ascend within 0..23");
        refused(() -> SETTINGS.withImageStepIndices(List.of(3, 3)), "image step indices must ascend within 0..23");
    }

    @Test
    void aScheduleThatTheReferenceDoesNotHave() {
        var shot = new ShotRequest(new int[] {50}, null, PICTURE, 1, SETTINGS.withSchedule(Schedule.SEQUENTIAL));

        refused(
                () -> ReferenceRequest.of(shot, LAYOUT),
                "the reference profile knows the parallel schedule with evenly spaced picture steps only, got SEQUENTIAL");
    }

    @Test
    void aVocabularyWithoutText() {
        refused(() -> VOCABULARY.allowingText(new BitSet()), "must allow at least one id as text");
    }

    @Test
    void specialIdsAmongThePictureCodes() {
        refused(
                () -> Vocabulary.of(VOCABULARY.special(), 290, 64),
                "special ids must be smaller than the first picture code 290, got 299");
    }

    @Test
    void queriesOutsideTheRows() {
        var text = new TextQueries(new int[] {6}, new float[1], new float[1]);
        refused(
                () -> new Forward(2, 3, new int[6], new int[2], text, ImageQueries.NONE),
                "text positions: 6 is outside 0..5");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
