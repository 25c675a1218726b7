package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.ImageQueries;
import io.diptych.diffusion.LogitsSampling;
import io.diptych.diffusion.Predictions;
import io.diptych.diffusion.TextQueries;
import io.diptych.model.Bundle;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sampling inside the graph is LogitsSampling over the same model's logits")
class SamplingGraphTest {

    private static final int LENGTH = 40;

    /** What the queries of a forward look like. */
    private enum Kind {
        GREEDY,
        STOCHASTIC,
        GREEDY_GUIDED,
        STOCHASTIC_GUIDED;

        boolean guided() {
            return this == GREEDY_GUIDED || this == STOCHASTIC_GUIDED;
        }

        float temperature(Random random) {
            if (this == GREEDY || this == GREEDY_GUIDED) {
                return 0;
            }
            return new float[] {0, 0.3f, 0.7f, 1, 1.5f}[random.nextInt(5)];
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llada-tiny, GREEDY",
        "llada-tiny, STOCHASTIC",
        "llada-tiny, GREEDY_GUIDED",
        "llada-tiny, STOCHASTIC_GUIDED",
        "llada-tiny-gqa, GREEDY",
        "llada-tiny-gqa, STOCHASTIC",
        "llada-tiny-gqa, STOCHASTIC_GUIDED",
    })
    void equalIds(String model, Kind kind) {
        Bundle bundle = GoldenBundles.of(model);
        try (Denoiser graph = bundle.denoiser(new SessionSettings(1), new ModelClock());
                Denoiser oracle = oracle(bundle)) {
            float largest = 0;
            for (int seed = 0; seed < 30; seed++) {
                var forward = forward(bundle, kind, new Random(seed), 3, 20, 30);
                largest = Math.max(largest, assertEqual(graph.predict(forward), oracle.predict(forward)));
            }
            System.out.printf("%s %s: ids equal, largest difference of confidence %.1e%n", model, kind, largest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void emptyListsGiveEmptyResults(int empty) {
        Bundle bundle = GoldenBundles.of("llada-tiny");
        try (Denoiser graph = bundle.denoiser(new SessionSettings(1), new ModelClock());
                Denoiser oracle = oracle(bundle)) {
            var forward = forward(bundle, Kind.STOCHASTIC, new Random(7), 2, empty == 0 ? 5 : 0, empty == 1 ? 5 : 0);

            assertEqual(graph.predict(forward), oracle.predict(forward));
        }
    }

    private static Denoiser oracle(Bundle bundle) {
        return new LogitsSampling(bundle.logitsDenoiser(new SessionSettings(1), new ModelClock()), bundle.vocabulary());
    }

    private static Forward forward(Bundle bundle, Kind kind, Random random, int rows, int texts, int images) {
        var vocabulary = bundle.vocabulary();
        var starts = random.ints(rows, 0, LENGTH / 2).toArray();
        var ids = random.ints(rows * LENGTH, 0, vocabulary.size()).toArray();
        var image = new ImageQueries(
                positions(random, starts, images),
                positions(random, starts, images),
                positions(random, starts, images),
                new float[images],
                new float[images],
                new float[images],
                uniforms(random, images));
        for (int i = 0; i < images; i++) {
            image.temperatures()[i] = kind.temperature(random);
            if (kind.guided()) {
                image.textGuidance()[i] = random.nextInt(3) * 1.25f;
                image.imageGuidance()[i] = random.nextInt(3) * 2f;
            }
        }
        var text = new TextQueries(positions(random, starts, texts), new float[texts], uniforms(random, texts));
        for (int i = 0; i < texts; i++) {
            text.temperatures()[i] = kind.temperature(random);
        }
        return new Forward(rows, LENGTH, ids, starts, text, image);
    }

    private static int[] positions(Random random, int[] starts, int count) {
        return IntStream.range(0, count)
                .map(i -> {
                    int row = random.nextInt(starts.length);
                    return row * LENGTH + starts[row] + random.nextInt(LENGTH - starts[row]);
                })
                .toArray();
    }

    private static float[] uniforms(Random random, int count) {
        var uniforms = new float[count];
        for (int i = 0; i < count; i++) {
            // The ends of the range, too: the first possible id and the last.
            uniforms[i] = i == 0 ? 0 : i == 1 ? Math.nextDown(1f) : random.nextFloat();
        }
        return uniforms;
    }

    private static float assertEqual(Predictions actual, Predictions expected) {
        assertThat(actual.textIds()).isEqualTo(expected.textIds());
        assertThat(actual.imageCodes()).isEqualTo(expected.imageCodes());
        float text = largestDifference(actual.textConfidences(), expected.textConfidences());
        float image = largestDifference(actual.imageConfidences(), expected.imageConfidences());
        assertThat(Math.max(text, image)).isLessThan(1e-4f);
        return Math.max(text, image);
    }

    private static float largestDifference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }
}
