package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The contract, over the plain forward pass; and how far both profiles agree. */
class PlainDefaultProfileTest extends DefaultProfileContract {

    @Override
    protected Denoiser denoiser() {
        return new LogitsSampling(new PlainLladaDenoiser("llada-tiny"), VOCABULARY);
    }

    /**
     * Greedy without guidance both profiles decide alike, once the default one may use the whole vocabulary as text:
     * until the last picture step, where only the reference leaves a code undecided.
     */
    @ParameterizedTest
    @ValueSource(strings = "a")
    void greedyWithoutGuidanceEqualsTheReference(String name) {
        GoldenRun golden = GoldenRun.load(name);
        ReferenceRequest reference = golden.request();
        var everything = new BitSet();
        everything.set(0, VOCABULARY.size());
        Vocabulary vocabulary = VOCABULARY.allowingText(everything);
        int[] prompt = Golden.ints(golden.json().get("prompt_ids"));
        int systemEnd = indexOf(prompt, vocabulary.special().systemEnd());
        var layout = new SequenceLayout(
                vocabulary, Arrays.copyOfRange(prompt, 1, systemEnd), reference.textEnd() - reference.textStart());
        var photo = new Grid(4, 4);
        int[] codes = new int[photo.codes()];
        Arrays.setAll(codes, i -> reference.inputIds()[prompt.length + photo.token(i)] - vocabulary.firstCode());
        var shot = new ShotRequest(
                Arrays.copyOfRange(prompt, systemEnd + 2, prompt.length - 1),
                new ImageCodes(photo, codes),
                ImageCodes.masked(golden.grid()),
                0,
                SamplerSettings.DEFAULTS
                        .withSteps(reference.textSteps(), reference.imageSteps())
                        .greedy());
        assertThat(ReferenceRequest.of(shot, layout).inputIds()).isEqualTo(reference.inputIds());

        var steps = new ArrayList<TrajectoryStep>();
        try (var denoiser = new LogitsSampling(new PlainLladaDenoiser(golden.model()), vocabulary)) {
            new ParallelSampler(denoiser, layout, BatchShape.fitting(1)).sample(List.of(shot), steps::add);
        }

        assertThat(steps).hasSize(golden.steps());
        for (TrajectoryStep step : steps) {
            int[] sequence = Golden.ints(golden.step(step.step()).get("sequence"));
            assertThat(step.text()).isEqualTo(Arrays.copyOfRange(sequence, reference.textStart(), reference.textEnd()));
            ImageCodes picture = golden.picture(sequence, vocabulary);
            if (step.step() < golden.steps() - 1) {
                assertThat(step.picture()).isEqualTo(picture);
            } else {
                JsonNode sampled = golden.step(step.step()).get("sampled_codes");
                assertThat(step.picture().codes()).isEqualTo(Golden.ints(sampled));
            }
        }
    }

    private static int indexOf(int[] ids, int id) {
        int index = 0;
        while (ids[index] != id) {
            index++;
        }
        return index;
    }
}
