package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of a batch: padded on the left, masked where asked, and every target where its mask is. */
class BatchBuilderTest {

    private final StudioTokens tokens = new StudioTokens();
    private final int mask = tokens.vocabulary().special().mask();
    private final TokenSample shorter = sample(3);
    private final TokenSample longer = sample(9);

    private static final float[] WORDS = words();

    private static float[] words() {
        var weights = new float[StudioTokens.TEXT_IDS];
        Arrays.fill(weights, 1);
        weights[101] = 2.5f;
        return weights;
    }

    @Test
    void everyTargetIsMaskedInItsRowAndNothingElse() {
        var batch = batch(masking(true, true), masking(true, true));

        assertThat(IntStream.of(batch.ids()).filter(id -> id == mask).count())
                .isEqualTo(batch.textPositions().length + batch.imagePositions().length);
        for (long position : batch.textPositions()) {
            assertThat(batch.ids()[(int) position]).isEqualTo(mask);
        }
        for (long position : batch.imagePositions()) {
            assertThat(batch.ids()[(int) position]).isEqualTo(mask);
        }
        assertThat(batch.imageTargets()).hasSize(2 * 5).startsWith(0, 1, 2, 3, 4);
        assertThat(batch.imageWeights()).startsWith(3, 1, 1, 1, 1);
        assertThat(batch.ofProduct()).startsWith(true, false, false, false, false);
        assertThat(batch.textTargets()).startsWith(100, 101);
        assertThat(batch.textWeights()[1]).isEqualTo(2.5f * batch.textWeights()[0]);
    }

    @Test
    void outputsOfAllRowsAreAtTheSameDistanceFromTheEnd() {
        var batch = batch(masking(true, true), masking(true, true));
        long rowLength = batch.length();
        int half = batch.imagePositions().length / 2;

        assertThat(batch.starts()).containsExactly(6, 0);
        for (int i = 0; i < half; i++) {
            assertThat(batch.imagePositions()[half + i]).isEqualTo(batch.imagePositions()[i] + rowLength);
        }
        assertThat(Arrays.copyOf(batch.ids(), 6))
                .containsOnly(tokens.vocabulary().special().pad());
    }

    @Test
    void aDroppedPhotoLeavesNothingBehindAndADroppedInstructionOneToken() {
        var special = tokens.vocabulary().special();
        var batch = batch(masking(false, true), masking(true, false));
        int[] first = Arrays.copyOfRange(batch.ids(), batch.starts()[0], batch.length());
        int[] second = Arrays.copyOfRange(batch.ids(), batch.length() + batch.starts()[1], 2 * batch.length());

        assertThat(first).contains(special.uncondition()).doesNotContain(20);
        assertThat(second).doesNotContain(special.uncondition());
        assertThat(IntStream.of(second).filter(id -> id == special.boi()).count())
                .isOne();
        assertThat(IntStream.of(first).filter(id -> id == special.boi()).count())
                .isEqualTo(2);
    }

    private DenoiserBatch batch(Masking first, Masking second) {
        var builder = new BatchBuilder(tokens.layout(), WORDS, 3);
        builder.add(shorter, first);
        builder.add(longer, second);
        return builder.build();
    }

    private static Masking masking(boolean withInstruction, boolean withPhoto) {
        var text = new boolean[StudioTokens.COPY_LENGTH];
        text[0] = text[1] = true;
        var picture = new boolean[16];
        Arrays.fill(picture, 0, 5, true);
        return new Masking(withInstruction, withPhoto, text, picture, new boolean[16]);
    }

    private static TokenSample sample(int instruction) {
        var product = new boolean[16];
        product[0] = true;
        return new TokenSample(
                IntStream.range(20, 20 + instruction).toArray(),
                new ImageCodes(new Grid(2, 2), new int[] {7, 8, 9, 10}),
                new ImageCodes(new Grid(4, 4), IntStream.range(0, 16).toArray()),
                product,
                IntStream.range(100, 100 + StudioTokens.COPY_LENGTH).toArray());
    }
}
