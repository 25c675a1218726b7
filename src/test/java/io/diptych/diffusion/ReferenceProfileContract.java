package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diptych.diffusion.ReferenceStep.PictureWork;
import io.diptych.diffusion.ReferenceStep.RevealedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every recorded run of the reference comes out of the {@code reference} profile again: all ids after every step, the
 * stochastic runs fed with the recorded draws. Any model that returns logits can be put in.
 */
public abstract class ReferenceProfileContract {

    private static final Vocabulary VOCABULARY = Golden.tinyVocabulary();

    /** @param model folder of the weights, below {@code golden/} */
    protected abstract LogitsDenoiser denoiser(String model);

    /** Largest allowed difference of logits. */
    protected double tolerance() {
        return 1e-4;
    }

    static Stream<String> runs() {
        return GoldenRun.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyStepEqualsTheReference(String name) {
        GoldenRun golden = GoldenRun.load(name);
        var steps = new ArrayList<ReferenceStep>();
        ReferenceResult result;
        try (LogitsDenoiser denoiser = denoiser(golden.model())) {
            result = new ReferenceSampler(denoiser, VOCABULARY).sample(golden.request(), golden.draws(), steps::add);
        }

        var differences = new Differences();
        assertThat(steps).hasSize(golden.steps());
        for (ReferenceStep step : steps) {
            JsonNode expected = golden.step(step.step());
            assertThat(step.sequence())
                    .as("ids after step %d", step.step())
                    .isEqualTo(Golden.ints(expected.get("sequence")));
            assertThat(step.forwards()).isEqualTo(expected.get("forward_passes").asInt());
            compareText(step.revealed(), expected.path("text_revealed"), differences);
            assertThat(step.picture() != null)
                    .isEqualTo(expected.get("image_step").asBoolean());
            if (step.picture() != null) {
                comparePicture(step.picture(), expected, differences);
            }
        }
        compareFirstPictureStep(golden, steps, differences);
        compareResult(result, golden.json().get("final"));
        System.out.printf(
                "%s, run %-15s %2d steps equal; largest difference of logits %.1e, of picture probabilities %.1e, "
                        + "of text confidences %.1e; smallest margin of a decision %.1e%n",
                getClass().getSimpleName(),
                name,
                steps.size(),
                differences.logits,
                differences.probabilities,
                differences.confidences,
                smallestMargin(golden));
    }

    private static void compareText(List<RevealedText> revealed, JsonNode expected, Differences differences) {
        assertThat(revealed).hasSize(expected.size());
        for (JsonNode text : expected) {
            RevealedText same = revealed.stream()
                    .filter(candidate -> candidate.index() == text.get(0).asInt())
                    .findFirst()
                    .orElseThrow();
            assertThat(same.id()).isEqualTo(text.get(1).asInt());
            differences.confidences = Math.max(
                    differences.confidences,
                    Math.abs(same.confidence() - text.get(2).asDouble()));
            assertThat(differences.confidences).isLessThan(1e-4);
        }
    }

    private static void comparePicture(PictureWork picture, JsonNode expected, Differences differences) {
        assertThat(picture.sampledCodes()).isEqualTo(Golden.ints(expected.get("sampled_codes")));
        assertThat(picture.stayMasked()).isEqualTo(Golden.ints(expected.get("stay_masked")));
        JsonNode probabilities = expected.get("sampled_probability");
        for (int i = 0; i < picture.probabilities().length; i++) {
            if (probabilities.get(i).isNull()) {
                assertThat(picture.probabilities()[i]).isEqualTo(Float.MAX_VALUE);
            } else {
                differences.probabilities = Math.max(
                        differences.probabilities,
                        Math.abs(picture.probabilities()[i]
                                - probabilities.get(i).asDouble()));
            }
        }
        assertThat(differences.probabilities).isLessThan(1e-3);
    }

    private void compareFirstPictureStep(GoldenRun golden, List<ReferenceStep> steps, Differences differences) {
        PictureWork first = steps.stream()
                .map(ReferenceStep::picture)
                .filter(picture -> picture != null)
                .findFirst()
                .orElseThrow();
        float[] expected = golden.tensors().get("first_image_step.image_logits");
        int codes = VOCABULARY.codes();
        // Guidance multiplies a difference of the model's logits.
        JsonNode arguments = golden.json().get("arguments");
        double factor = 1
                + 2
                        * (arguments.get("cfg_scale").asDouble()
                                + arguments.get("cfg_img").asDouble());
        for (int i = 0; i < expected.length; i++) {
            float logit = first.logits()[i / codes][i % codes];
            differences.logits = Math.max(differences.logits, Math.abs(logit - expected[i]));
            assertThat(logit).isCloseTo(expected[i], within((float) (tolerance() * factor)));
        }
    }

    private static void compareResult(ReferenceResult result, JsonNode expected) {
        assertThat(result.sequence()).isEqualTo(Golden.ints(expected.get("sequence")));
        assertThat(result.text()).isEqualTo(Golden.ints(expected.get("text_tokens")));
        assertThat(result.picture().codes()).isEqualTo(Golden.ints(expected.get("image_codes")));
        assertThat(result.leftOver()).isEqualTo(Golden.ints(expected.get("still_masked_image_indices")));
    }

    private static double smallestMargin(GoldenRun golden) {
        return golden.json()
                .get("smallest_margins")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .min()
                .orElseThrow();
    }

    private static final class Differences {
        double logits;
        double probabilities;
        double confidences;
    }
}
