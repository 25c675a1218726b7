package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.export.SafetensorsFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The denoiser that is trained computes what the reference implementation computes from the same weights. */
class GoldenDenoiserTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/llada-tiny");

    @ParameterizedTest
    @ValueSource(strings = {"single", "short", "batch"})
    void logitsEqualThoseOfTheReference(String recorded) {
        var golden = SafetensorsFile.open(GOLDEN.resolve("forward.safetensors"));
        var ids = golden.tensor(recorded + ".input_ids");
        int rows = (int) ids.shape()[0];

        assertThat(logits(ints(ids.longs()), rows, new int[rows]))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(golden.tensor(recorded + ".logits").floats());
    }

    @Test
    void paddingOnTheLeftChangesNothing() {
        var golden = SafetensorsFile.open(GOLDEN.resolve("forward.safetensors"));
        int[] ids = ints(golden.tensor("short.input_ids").longs());
        int padding = 5;
        int[] padded = IntStream.concat(IntStream.generate(() -> 7).limit(padding), Arrays.stream(ids))
                .toArray();
        float[] logits = logits(padded, 1, new int[] {padding});
        float[] expected = golden.tensor("short.logits").floats();

        assertThat(Arrays.copyOfRange(logits, logits.length - expected.length, logits.length))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(expected);
    }

    private static float[] logits(int[] ids, int rows, int[] starts) {
        var config = JsonMapper.shared().readValue(GOLDEN.resolve("config.json").toFile(), DenoiserConfig.class);
        try (var manager = PyTorch.manager();
                var weights = DenoiserInitialiser.initialise(config, RandomCodebook.of(config.codes()), manager, 1)) {
            weights.read(SafetensorsFile.open(GOLDEN.resolve("model.safetensors")), "");
            var network = new DenoiserNetwork(config, weights.bind(manager));
            var states = network.states(ids, rows, ids.length / rows, starts, manager);
            long[] all = IntStream.range(0, ids.length).asLongStream().toArray();
            return network.logits(states, all, 0, config.embeddings(), manager).toFloatArray();
        }
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }
}
