package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTest {

    private static final List<String> TWO = List.of("studio-mini", "tuned");

    private static List<String> names(String arms, List<String> bundles) {
        return Arm.parse(arms, bundles).stream().map(Arm::name).toList();
    }

    @Test
    void everyArmRunsOnEveryBundleUnlessItNamesOne() {
        assertThat(names("parallel, tuned@sequential:20/12", TWO))
                .containsExactly("studio-mini@parallel:40/24", "tuned@parallel:40/24", "tuned@sequential:20/12");
    }

    @Test
    void theUsualArmsAreTheThreeSchedulesAtTheStepsOfTheScenes() {
        assertThat(Arm.parse(Arm.USUAL, List.of("b")))
                .extracting(arm -> arm.sampler().schedule())
                .containsExactly(Schedule.PARALLEL, Schedule.SEMI_PARALLEL, Schedule.SEQUENTIAL);
        assertThat(Arm.parse("parallel", List.of("b")).get(0).sampler().textSteps())
                .isEqualTo(40);
    }

    @Test
    void picturesMayBeDrawnMoreOrLessFreely() {
        var arms = Arm.parse("parallel,parallel+noise=4,parallel:20/12+temperature=0.9+noise=0.5", List.of("b"));
        assertThat(arms)
                .extracting(Arm::name)
                .containsExactly(
                        "b@parallel:40/24", "b@parallel:40/24+noise=4.0", "b@parallel:20/12+temperature=0.9+noise=0.5");
        assertThat(arms.get(1).sampler().confidenceNoise()).isEqualTo(4);
        assertThat(arms.get(2).sampler().imageTemperature()).isEqualTo(0.9);
        assertThat(arms.get(2).sampler().textTemperature()).isZero();
        assertThatThrownBy(() -> Arm.parse("parallel+noise=4+temperature=1", List.of("b")))
                .hasMessageContaining("+temperature=0.9 and +noise=2");
        assertThatThrownBy(() -> Arm.parse("parallel,parallel+noise=1", List.of("b")))
                .hasMessageContaining("twice");
    }

    @Test
    void whatIsNoArmIsToldWithWhatWouldBe() {
        assertThatThrownBy(() -> Arm.parse("parallel:40", TWO)).hasMessageContaining("parallel:40/24");
        assertThatThrownBy(() -> Arm.parse("other@parallel", TWO)).hasMessageContaining("[studio-mini, tuned]");
        assertThatThrownBy(() -> Arm.parse("parallel,parallel:40/24", TWO)).hasMessageContaining("twice");
        assertThatThrownBy(() -> Arm.parse("parallel:0/0", TWO)).hasMessageContaining("at least 1");
    }
}
