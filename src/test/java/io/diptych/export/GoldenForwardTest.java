package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.ModelClock;
import io.diptych.model.OnnxLogitsDenoiser;
import io.diptych.model.SessionSettings;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An exported denoiser returns the logits of the reference implementation")
class GoldenForwardTest {

    @ParameterizedTest
    @CsvSource({
        "llada-tiny, single", "llada-tiny, short", "llada-tiny, batch",
        "llada-tiny-gqa, single", "llada-tiny-gqa, short", "llada-tiny-gqa, batch",
        "llada-tiny-bf16-sharded, single", "llada-tiny-bf16-sharded, short", "llada-tiny-bf16-sharded, batch",
    })
    void within1e4(String checkpoint, String name) {
        var golden = golden(checkpoint);
        var ids = golden.tensor(name + ".input_ids");
        int rows = (int) ids.shape()[0];
        int length = (int) ids.shape()[1];
        var expected = golden.tensor(name + ".logits");
        try (var denoiser = denoiser(checkpoint)) {
            var logits = denoiser.logits(ints(ids), rows, length, new int[rows]);

            assertThat(logits.vocabulary()).isEqualTo((int) expected.shape()[2]);
            float largest = largestDifference(expected.floats(), logits.values(), 0);
            System.out.printf("%s %s: largest difference %.2e%n", checkpoint, name, largest);
            assertThat(largest).isLessThan(1e-4f);
        }
    }

    /** The reference lets padding take part; Diptych does not, so a padded row is the row alone. */
    @ParameterizedTest
    @ValueSource(strings = {"llada-tiny", "llada-tiny-gqa"})
    void leftPaddingChangesNothing(String checkpoint) {
        var golden = golden(checkpoint);
        var single = ints(golden.tensor("single.input_ids"));
        var shorter = ints(golden.tensor("short.input_ids"));
        int padding = single.length - shorter.length;
        var ids = Arrays.copyOf(single, 2 * single.length);
        System.arraycopy(shorter, 0, ids, single.length + padding, shorter.length);
        try (var denoiser = denoiser(checkpoint)) {
            var logits = denoiser.logits(ids, 2, single.length, new int[] {0, padding});

            int vocabulary = logits.vocabulary();
            float ofSingle = largestDifference(golden.tensor("single.logits").floats(), logits.values(), 0);
            float ofShort = largestDifference(
                    golden.tensor("short.logits").floats(), logits.values(), (single.length + padding) * vocabulary);
            System.out.printf("%s left-padded: largest difference %.2e%n", checkpoint, Math.max(ofSingle, ofShort));
            assertThat(Math.max(ofSingle, ofShort)).isLessThan(1e-4f);
        }
    }

    private static SafetensorsFile golden(String checkpoint) {
        return SafetensorsFile.open(GoldenBundles.directory(checkpoint).resolve("forward.safetensors"));
    }

    private static OnnxLogitsDenoiser denoiser(String checkpoint) {
        return GoldenBundles.of(checkpoint).logitsDenoiser(new SessionSettings(1), new ModelClock());
    }

    private static int[] ints(StoredTensor tensor) {
        return LongStream.of(tensor.longs()).mapToInt(Math::toIntExact).toArray();
    }

    private static float largestDifference(float[] expected, FloatBuffer actual, int offset) {
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i] - actual.get(offset + i)));
        }
        return largest;
    }
}
