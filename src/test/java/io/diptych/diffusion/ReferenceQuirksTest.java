package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.ReferenceRequest.Remasking;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oddities of the published code that no golden run shows. */
class ReferenceQuirksTest {

    private static final Vocabulary VOCABULARY = Golden.tinyVocabulary();
    private static final int MASK = VOCABULARY.special().mask();
    private static final Grid GRID = new Grid(2, 2);

    private final List<int[]> fed = new ArrayList<>();

    @Test
    void withNothingToDecideAGivenCodeIsThrownAway() {
        int[] ids = sequence(new int[] {305, 306, 307, 308}, 50, 51);

        ReferenceResult result = sample(request(ids, 1, 0, null));

        assertThat(result.leftOver()).hasSize(1);
    }

    @Test
    void oneStepLeavesAllButThreeCodesToChance() {
        // At the only step the cosine is over, so one stays masked; the others are decided at once.
        ReferenceResult result = sample(request(sequence(new int[] {MASK, MASK, MASK, MASK}, 50, 51), 1, 0, null));

        assertThat(result.leftOver()).hasSize(1);
    }

    @Test
    void aMissingBranchCountsAsZeros() {
        var steps = new ArrayList<ReferenceStep>();
        sampler()
                .sample(
                        request(sequence(new int[] {MASK, MASK, MASK, MASK}, 50, 51), 1, 3, null),
                        ReferenceDraws.seeded(1),
                        steps::add);

        ReferenceStep.PictureWork picture = steps.get(0).picture();
        assertThat(picture).isNotNull();
        assertThat(steps.get(0).forwards()).isEqualTo(1);
        assertThat(picture.logits()[0][5]).isEqualTo(4 * logit(305));
    }

    @Test
    void bothBranchesRunAndSeeTheNewText() {
        sample(request(sequence(new int[] {MASK, MASK, MASK, MASK}, MASK, 51), 1, 3, new int[] {60, 61}));

        assertThat(fed).hasSize(3);
        // No prefix without text was given: that branch is the conditional sequence, with the text just revealed.
        assertThat(fed.get(1)[textStart()]).isNotEqualTo(MASK);
        assertThat(fed.get(2)).startsWith(60, 61);
        assertThat(fed.get(0)[textStart()]).isEqualTo(MASK);
    }

    @Test
    void stepsThatRevealNothingRunTheModelAllTheSame() {
        sample(request(sequence(new int[] {MASK, MASK, MASK, MASK}, 50, 51), 8, 0, null));

        assertThat(fed).hasSize(8);
    }

    private ReferenceResult sample(ReferenceRequest request) {
        return sampler().sample(request, ReferenceDraws.seeded(1), step -> {});
    }

    private ReferenceSampler sampler() {
        return new ReferenceSampler(
                new LogitsDenoiser() {
                    @Override
                    public Logits logits(int[] ids, int rows, int length, int[] starts) {
                        fed.add(ids.clone());
                        var values = new float[rows * length * VOCABULARY.size()];
                        for (int i = 0; i < values.length; i++) {
                            values[i] = logit(i % VOCABULARY.size());
                        }
                        return new Logits(rows, length, VOCABULARY.size(), FloatBuffer.wrap(values));
                    }

                    @Override
                    public void close() {}
                },
                VOCABULARY);
    }

    private static float logit(int id) {
        return (id * 37 % 101) / 20f;
    }

    private static int textStart() {
        return 2 + GRID.tokens() + 1;
    }

    private static ReferenceRequest request(
            int[] ids, int textSteps, double imageGuidance, int @Nullable [] withoutImage) {
        return new ReferenceRequest(
                ids,
                null,
                withoutImage,
                textStart(),
                ids.length,
                2,
                GRID,
                textSteps,
                1,
                0,
                imageGuidance,
                0,
                0,
                Remasking.LOW_CONFIDENCE);
    }

    private static int[] sequence(int[] codes, int... text) {
        int newline = VOCABULARY.special().newline();
        int[] ids = {
            VOCABULARY.special().answerStart(),
            VOCABULARY.special().boi(),
            codes[0],
            codes[1],
            newline,
            codes[2],
            codes[3],
            newline,
            VOCABULARY.special().eoi()
        };
        int[] all = Arrays.copyOf(ids, ids.length + text.length);
        System.arraycopy(text, 0, all, ids.length, text.length);
        return all;
    }
}
