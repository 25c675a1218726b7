package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.StepPlan.PictureStep;
import io.diptych.diffusion.StepPlan.Step;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schedules order the same steps differently. */
class StepPlanTest {

    private static final SamplerSettings SETTINGS = SamplerSettings.DEFAULTS;

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void allSchedulesHaveTheSameTextAndPictureSteps(Schedule schedule) {
        for (int text = 1; text <= 40; text++) {
            for (int image = 1; image <= 40; image++) {
                SamplerSettings settings = SETTINGS.withSteps(text, image);
                List<Step> steps = StepPlan.of(settings.withSchedule(schedule)).steps();

                assertThat(steps.stream().filter(Step::text).count())
                        .as("text steps of %d and %d", text, image)
                        .isEqualTo(text);
                assertThat(pictures(steps).toList())
                        .as("picture steps of %d and %d", text, image)
                        .isEqualTo(pictures(StepPlan.of(settings).steps()).toList());
                assertThat(steps).noneMatch(step -> !step.text() && step.picture() == null);
            }
        }
    }

    @Test
    void parallelStartsThePictureAfterAQuarter() {
        List<Step> steps = StepPlan.of(SETTINGS).steps();

        assertThat(steps).hasSize(24);
        assertThat(steps.subList(0, 6)).allMatch(step -> step.text() && step.picture() == null);
        assertThat(steps.get(6).picture()).isNotNull();
        assertThat(steps.get(23).picture()).isNotNull();
    }

    @Test
    void semiParallelStartsThePictureAfterHalfTheText() {
        List<Step> steps =
                StepPlan.of(SETTINGS.withSchedule(Schedule.SEMI_PARALLEL)).steps();

        assertThat(steps).hasSize(12 + 18);
        assertThat(steps.subList(0, 12)).allMatch(step -> step.text() && step.picture() == null);
        assertThat(steps.subList(12, 30)).allMatch(step -> step.picture() != null);
        assertThat(steps.subList(12, 30).stream().filter(Step::text)).hasSize(12);
        assertThat(steps.get(29).text()).isTrue();
    }

    @Test
    void sequentialDrawsAfterAllText() {
        List<Step> steps =
                StepPlan.of(SETTINGS.withSchedule(Schedule.SEQUENTIAL)).steps();

        assertThat(steps).hasSize(24 + 18);
        assertThat(steps.subList(0, 24)).allMatch(step -> step.text() && step.picture() == null);
        assertThat(steps.subList(24, 42)).allMatch(step -> !step.text() && step.picture() != null);
    }

    @Test
    void anExplicitListOfPictureStepsIsTaken() {
        List<Step> steps =
                StepPlan.of(SETTINGS.withImageStepIndices(List.of(0, 3, 20))).steps();

        assertThat(IntStream.range(0, steps.size())
                        .filter(step -> steps.get(step).picture() != null))
                .containsExactly(0, 3, 20);
        assertThat(Objects.requireNonNull(steps.get(20).picture()).last()).isTrue();
    }

    @Test
    void fewerCodesStayMaskedFromStepToStepAndNoneAtTheEnd() {
        for (int masked : new int[] {1, 2, 3, 16, 255, 1024}) {
            int unknown = masked;
            for (PictureStep step : pictures(StepPlan.of(SETTINGS).steps()).toList()) {
                int stay = step.stayMasked(masked, unknown);
                assertThat(stay).isBetween(0, unknown);
                unknown = stay;
            }
            assertThat(unknown).isZero();
        }
    }

    @Test
    void theNoiseCoolsToNothing() {
        List<PictureStep> pictures = pictures(StepPlan.of(SETTINGS).steps()).toList();

        for (int i = 1; i < pictures.size(); i++) {
            assertThat(pictures.get(i).noise()).isLessThan(pictures.get(i - 1).noise());
        }
        assertThat(pictures.get(pictures.size() - 1).noise()).isZero();
    }

    private static Stream<PictureStep> pictures(List<Step> steps) {
        return steps.stream().map(Step::picture).filter(Objects::nonNull);
    }
}
