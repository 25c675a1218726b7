package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Schedules equal the reference's. */
class SchedulesGoldenTest {

    static Stream<JsonNode> settings() {
        return Golden.json("schedules.json").valueStream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void textIsRevealedAsInTheReference(JsonNode golden) {
        int masked = golden.get("text_masked").asInt();

        int[] reveals = Schedules.textReveals(masked, golden.get("text_steps").asInt());

        assertThat(reveals).isEqualTo(Golden.ints(golden.get("num_transfer_tokens")));
        assertThat(IntStream.of(reveals).sum()).isEqualTo(masked);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void pictureStepsFallWhereTheReferencePutsThem(JsonNode golden) {
        assertThat(Schedules.imageSteps(
                        golden.get("text_steps").asInt(),
                        golden.get("timesteps").asInt()))
                .isEqualTo(Golden.ints(golden.get("image_generation_step_indices")));
    }

    /**
     * The reference's vectorised cosine is not always correctly rounded, so the last bit of the ratio may differ; the
     * counts may not.
     */
    @ParameterizedTest
    @MethodSource("settings")
    void asManyCodesStayMaskedAsInTheReference(JsonNode golden) {
        int steps = golden.get("text_steps").asInt();
        int codes = golden.get("image_tokens").asInt();
        for (JsonNode row : golden.get("image_steps")) {
            float ratio = Schedules.maskRatio(row.get(0).asInt(), steps);
            float expected = (float) row.get(2).asDouble();
            assertThat(Math.abs(Float.floatToIntBits(ratio) - Float.floatToIntBits(expected)))
                    .as("units in the last place between %s and %s", ratio, expected)
                    .isLessThanOrEqualTo(1);
            assertThat(Schedules.stayMasked(codes, ratio)).isEqualTo(row.get(3).asInt());
        }
    }

    @Test
    void twoThirdsOfTheWayLeaveElevenOfTwentyFourCodes() {
        assertThat(Schedules.stayMasked(24, Schedules.maskRatio(15, 24))).isEqualTo(11);
    }
}
