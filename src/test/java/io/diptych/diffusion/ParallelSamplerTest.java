package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.ScriptedDenoiser.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the {@code default} profile, one by one, with a model that answers by script. */
class ParallelSamplerTest {

    private static final Vocabulary VOCABULARY = Golden.tinyVocabulary();
    private static final SpecialTokens SPECIAL = VOCABULARY.special();
    private static final SequenceLayout LAYOUT = new SequenceLayout(VOCABULARY, new int[] {40, 41}, 10);
    private static final Grid GRID = new Grid(4, 4);
    private static final ImageCodes PHOTO = new ImageCodes(new Grid(1, 2), new int[] {7, 8});
    private static final SamplerSettings GREEDY =
            SamplerSettings.DEFAULTS.greedy().withSteps(10, 6);

    private static final Answer WORDS = index -> 100 + index;
    private static final Answer CODES = index -> index;

    private final ScriptedDenoiser denoiser = new ScriptedDenoiser(LAYOUT, WORDS, CODES);

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void everythingMaskedIsDecidedInTheEnd(Schedule schedule) {
        Diptych result = sample(denoiser, shot(GREEDY.withSchedule(schedule)));

        assertThat(result.text()).isEqualTo(IntStream.range(100, 110).toArray());
        assertThat(result.picture().codes()).isEqualTo(IntStream.range(0, 16).toArray());
    }

    @Test
    void eachStepRevealsWhatTheSchedulesSay() {
        List<TrajectoryStep> steps = trajectory(denoiser, shot(GREEDY));

        assertThat(steps.stream().mapToInt(step -> step.revealedText().length))
                .containsExactly(
                        IntStream.of(Schedules.textReveals(10, 10)).boxed().toArray(Integer[]::new));
        int[] indices = Schedules.imageSteps(10, 6);
        int masked = 16;
        for (int i = 0; i < indices.length; i++) {
            int stay = i == indices.length - 1 ? 0 : Schedules.stayMasked(16, Schedules.maskRatio(indices[i], 10));
            assertThat(steps.get(indices[i]).picture().maskedCount()).isEqualTo(stay);
            assertThat(steps.get(indices[i]).revealedCodes()).hasSize(masked - stay);
            masked = stay;
        }
    }

    @Test
    void theMostConfidentTextIsRevealedFirst() {
        var confident = new ScriptedDenoiser(LAYOUT, answer(WORDS, index -> index / 10f), CODES);

        List<TrajectoryStep> steps = trajectory(confident, shot(GREEDY));

        assertThat(steps.stream().limit(7).map(step -> step.revealedText()[0])).containsExactly(9, 8, 7, 6, 5, 4, 3);
    }

    @Test
    void theLeastConfidentCodesAreMaskedAgain() {
        var confident = new ScriptedDenoiser(LAYOUT, WORDS, answer(CODES, index -> 1f / (index + 1)));

        List<TrajectoryStep> steps = trajectory(confident, shot(GREEDY));

        TrajectoryStep first = steps.get(Schedules.imageSteps(10, 6)[0]);
        int revealed = first.revealedCodes().length;
        assertThat(first.revealedCodes()).isEqualTo(IntStream.range(0, revealed).toArray());
        assertThat(first.picture().maskedCount()).isEqualTo(16 - revealed);
        assertThat(first.predictedPicture().codes())
                .isEqualTo(IntStream.range(0, 16).toArray());
    }

    @Test
    void aGuidanceBranchIsARowOnlyWhereItsScaleIsAboveZeroAndThePictureIsWorkedOn() {
        for (var guidance : new double[][] {{0, 0}, {2, 0}, {0, 3}, {2, 3}}) {
            var scripted = new ScriptedDenoiser(LAYOUT, WORDS, CODES);
            sample(scripted, shot(GREEDY.withGuidance(guidance[0], guidance[1])));

            int branches = (guidance[0] > 0 ? 1 : 0) + (guidance[1] > 0 ? 1 : 0);
            for (Forward forward : scripted.forwards) {
                assertThat(forward.rows()).isEqualTo(forward.image().size() > 0 ? 1 + branches : 1);
            }
        }
    }

    @Test
    void branchesLeaveOutInstructionOrPhotoAndStayAligned() {
        sample(denoiser, shot(GREEDY.withGuidance(2, 3)));

        Forward forward = denoiser.forwards.stream()
                .filter(any -> any.image().size() > 0)
                .findFirst()
                .orElseThrow();
        List<int[]> rows =
                IntStream.range(0, 3).mapToObj(row -> row(forward, row)).toList();
        assertThat(rows.get(0)).startsWith(SPECIAL.systemStart(), 40, 41, SPECIAL.systemEnd(), SPECIAL.userStart(), 50);
        assertThat(rows.get(1))
                .startsWith(
                        SPECIAL.systemStart(),
                        40,
                        41,
                        SPECIAL.systemEnd(),
                        SPECIAL.userStart(),
                        SPECIAL.uncondition(),
                        SPECIAL.boi(),
                        307,
                        308,
                        SPECIAL.newline(),
                        SPECIAL.eoi(),
                        SPECIAL.userEnd());
        assertThat(rows.get(2))
                .startsWith(
                        SPECIAL.systemStart(),
                        40,
                        41,
                        SPECIAL.systemEnd(),
                        SPECIAL.userStart(),
                        50,
                        51,
                        52,
                        SPECIAL.userEnd(),
                        SPECIAL.answerStart());
        // The answers are the same and end at the same place.
        int answer = LAYOUT.length(1, null, GRID) - 7;
        for (int row = 1; row < 3; row++) {
            assertThat(tail(rows.get(row), answer)).isEqualTo(tail(rows.get(0), answer));
        }
        ImageQueries queries = forward.image();
        for (int i = 0; i < queries.size(); i++) {
            assertThat(queries.withoutText()[i]).isEqualTo(queries.positions()[i] + forward.length());
            assertThat(queries.withoutImage()[i]).isEqualTo(queries.positions()[i] + 2 * forward.length());
            assertThat(forward.ids()[queries.positions()[i]]).isEqualTo(SPECIAL.mask());
        }
    }

    @Test
    void paddingIsOnTheLeftAndNotPartOfTheRow() {
        sample(denoiser, shot(GREEDY.withGuidance(2, 3)));

        for (Forward forward : denoiser.forwards) {
            for (int row = 0; row < forward.rows(); row++) {
                int start = row * forward.length() + forward.starts()[row];
                assertThat(forward.ids()[start]).isEqualTo(SPECIAL.systemStart());
                assertThat(Arrays.copyOfRange(forward.ids(), row * forward.length(), start))
                        .containsOnly(
                                Arrays.copyOf(new int[] {SPECIAL.pad()}, start == row * forward.length() ? 0 : 1));
            }
        }
    }

    @Test
    void givenCodesAreNeverTouchedNorAskedFor() {
        int[] codes = IntStream.range(0, 16)
                .map(i -> i % 3 == 0 ? ImageCodes.MASKED : 63 - i)
                .toArray();
        var given = new ImageCodes(GRID, codes);

        List<TrajectoryStep> steps = trajectory(denoiser, new ShotRequest(words(3), PHOTO, given, 1, GREEDY));

        for (TrajectoryStep step : steps) {
            for (int i = 0; i < 16; i++) {
                if (codes[i] != ImageCodes.MASKED) {
                    assertThat(step.picture().code(i)).isEqualTo(codes[i]);
                }
            }
        }
        assertThat(steps.get(steps.size() - 1).picture().maskedCount()).isZero();
        assertThat(denoiser.forwards).allMatch(forward -> forward.image().size() <= 6);
    }

    @Test
    void theScheduleCountsTheMaskedCodesOnly() {
        int[] codes = new int[16];
        Arrays.fill(codes, 0, 4, ImageCodes.MASKED);

        List<TrajectoryStep> steps =
                trajectory(denoiser, new ShotRequest(words(3), PHOTO, new ImageCodes(GRID, codes), 1, GREEDY));

        int[] indices = Schedules.imageSteps(10, 6);
        for (int i = 0; i < indices.length - 1; i++) {
            assertThat(steps.get(indices[i]).picture().maskedCount())
                    .isEqualTo(Schedules.stayMasked(4, Schedules.maskRatio(indices[i], 10)));
        }
    }

    @Test
    void aCompletelyGivenPictureStaysAsItIs() {
        var given = new ImageCodes(GRID, IntStream.range(0, 16).map(i -> 63 - i).toArray());

        Diptych result = sample(denoiser, new ShotRequest(words(3), PHOTO, given, 1, GREEDY.withGuidance(1, 1)));

        assertThat(result.picture()).isEqualTo(given);
        assertThat(denoiser.forwards)
                .allMatch(forward -> forward.rows() == 1 && forward.image().size() == 0);
    }

    @Test
    void stepsThatRevealNothingAreSkipped() {
        // 10 text tokens in 40 steps, all codes given: 30 steps have nothing to do.
        var given = new ImageCodes(GRID, new int[16]);

        Diptych result = sample(denoiser, new ShotRequest(words(3), PHOTO, given, 1, GREEDY.withSteps(40, 20)));

        assertThat(result.forwards()).isEqualTo(10);
        assertThat(denoiser.forwards).hasSize(10);
    }

    @Test
    void nothingBehindAnEndTokenIsRevealed() {
        // The end token at 4 is the most confident of all; behind it the model would put words.
        var scripted = new ScriptedDenoiser(
                LAYOUT,
                answer(index -> index == 4 ? SPECIAL.eos() : 100 + index, index -> index == 4 ? 0.9f : 0.5f),
                CODES);

        List<TrajectoryStep> steps = trajectory(scripted, shot(GREEDY));

        assertThat(steps.get(0).revealedText()).containsExactly(4);
        for (TrajectoryStep step : steps) {
            assertThat(Arrays.copyOfRange(step.text(), 4, 10)).containsOnly(SPECIAL.eos());
        }
        assertThat(sample(scripted, shot(GREEDY)).text()).containsExactly(100, 101, 102, 103);
    }

    @Test
    void aWordChosenTogetherWithAnEndTokenBeforeItIsNotRevealed() {
        var scripted = new ScriptedDenoiser(
                LAYOUT,
                answer(index -> index == 4 ? SPECIAL.eos() : 100 + index, index -> index == 7 ? 0.9f : 0.5f),
                CODES);

        // All ten tokens in one step: 7 is the most confident, but lies behind the end.
        List<TrajectoryStep> steps = trajectory(scripted, shot(GREEDY.withSteps(1, 1)));

        assertThat(steps.get(0).revealedText()).containsExactly(0, 1, 2, 3, 4);
        assertThat(steps.get(0).text()[7]).isEqualTo(SPECIAL.eos());
    }

    @Test
    void theTextBeforeAnEndTokenIsSpreadOverTheRemainingSteps() {
        var scripted = new ScriptedDenoiser(
                LAYOUT,
                answer(index -> index == 3 ? SPECIAL.eos() : 100 + index, index -> index == 3 ? 0.9f : 0.5f),
                CODES);

        List<TrajectoryStep> steps = trajectory(scripted, shot(GREEDY.withImageStepIndices(List.of(9))));

        // Three words over the nine steps that are left.
        int[] spread = Schedules.textReveals(3, 9);
        int[] revealed = new int[10];
        steps.forEach(step -> revealed[step.step()] = step.revealedText().length);
        assertThat(Arrays.copyOfRange(revealed, 1, 10)).isEqualTo(spread);
    }

    @Test
    void anEmptyInstructionReadsAsUncondition() {
        sample(denoiser, new ShotRequest(new int[0], PHOTO, ImageCodes.masked(GRID), 1, GREEDY));

        assertThat(row(denoiser.forwards.get(0), 0))
                .startsWith(
                        SPECIAL.systemStart(),
                        40,
                        41,
                        SPECIAL.systemEnd(),
                        SPECIAL.userStart(),
                        SPECIAL.uncondition(),
                        SPECIAL.boi());
    }

    @Test
    void aFixedShapeIsKeptWhateverIsInIt() {
        var scripted = new ScriptedDenoiser(LAYOUT, WORDS, CODES);
        var sampler = new ParallelSampler(scripted, LAYOUT, BatchShape.fixed(3, 80, 10, 20));

        sampler.sample(
                List.of(shot(GREEDY.withGuidance(1, 1)), shot(GREEDY), shot(GREEDY.withGuidance(0, 1)), shot(GREEDY)));

        for (Forward forward : scripted.forwards) {
            assertThat(forward.length()).isEqualTo(80);
            assertThat(forward.rows() % 3).isZero();
            assertThat(forward.text().size()).isIn(0, 30);
            assertThat(forward.image().size()).isIn(0, 60);
        }
    }

    @Test
    void aRowTooLongForTheShapeIsRefused() {
        var sampler = new ParallelSampler(denoiser, LAYOUT, BatchShape.fixed(1, 20, 10, 16));

        assertThatThrownBy(() -> sampler.sample(List.of(shot(GREEDY))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row of 48 tokens does not fit the batch's length of 20");
    }

    @Test
    void moreShotsThanSlotsAreSampledInTurns() {
        var sampler = new ParallelSampler(denoiser, LAYOUT, BatchShape.fitting(2));

        List<Diptych> results = sampler.sample(List.of(shot(GREEDY), shot(GREEDY), shot(GREEDY)));

        assertThat(results).hasSize(3);
        assertThat(denoiser.forwards).hasSize(20).allMatch(forward -> forward.rows() <= 2);
    }

    @Test
    void temperaturesAndDrawsReachTheModelPerShot() {
        SamplerSettings hot = GREEDY.withTemperatures(0.7, 1.3, 0);
        new ParallelSampler(denoiser, LAYOUT, BatchShape.fitting(2)).sample(List.of(shot(GREEDY), shot(hot)));

        Forward first = denoiser.forwards.get(0);
        assertThat(first.text().temperatures()).startsWith(new float[10]).endsWith(0.7f);
        assertThat(Arrays.copyOf(first.text().uniforms(), 10)).containsOnly(0f);
        var draws = new Draws(11);
        for (int i = 0; i < 10; i++) {
            assertThat(first.text().uniforms()[10 + i]).isEqualTo(draws.uniform(Draws.Purpose.TEXT_TOKEN, 0, i));
        }
        Forward picture = denoiser.forwards.stream()
                .filter(any -> any.image().size() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(picture.image().temperatures())
                .hasSize(32)
                .startsWith(new float[16])
                .endsWith(1.3f);
    }

    @Test
    void aModelWithoutNumbersIsAnErrorThatSaysSo() {
        var broken = new ScriptedDenoiser(LAYOUT, answer(WORDS, index -> Float.NaN), CODES);

        assertThatThrownBy(() -> sample(broken, shot(GREEDY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("confidence in text token 0 is NaN");
    }

    private static ShotRequest shot(SamplerSettings settings) {
        return new ShotRequest(words(3), PHOTO, ImageCodes.masked(GRID), 11, settings);
    }

    private static int[] words(int count) {
        return IntStream.range(50, 50 + count).toArray();
    }

    private static Diptych sample(Denoiser denoiser, ShotRequest shot) {
        return new ParallelSampler(denoiser, LAYOUT, BatchShape.fitting(1))
                .sample(List.of(shot))
                .get(0);
    }

    private static List<TrajectoryStep> trajectory(Denoiser denoiser, ShotRequest shot) {
        var steps = new ArrayList<TrajectoryStep>();
        new ParallelSampler(denoiser, LAYOUT, BatchShape.fitting(1)).sample(List.of(shot), steps::add);
        return steps;
    }

    private static int[] row(Forward forward, int row) {
        return Arrays.copyOfRange(
                forward.ids(), row * forward.length() + forward.starts()[row], (row + 1) * forward.length());
    }

    private static int[] tail(int[] ids, int count) {
        return Arrays.copyOfRange(ids, ids.length - count, ids.length);
    }

    private interface Confidence {
        float at(int index);
    }

    private static Answer answer(Answer ids, Confidence confidence) {
        return new Answer() {
            @Override
            public int id(int index) {
                return ids.id(index);
            }

            @Override
            public float confidence(int index) {
                return confidence.at(index);
            }
        };
    }
}
