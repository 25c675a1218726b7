package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.ModelClock;
import io.diptych.model.OnnxLogitsDenoiser;
import io.diptych.model.SessionSettings;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An exported denoiser returns the logits of the reference implementation")
class GoldenForwardTest {

    @ParameterizedTest
    @CsvSource({
        "llada-tiny, single", "llada-tiny, short", "llada-tiny, batch",
        "llada-tiny-gqa, single", "llada-tiny-gqa, short", "llada-tiny-gqa, batch",
        "llada-tiny-bf16-sharded, single", "llada-tiny-bf16-sharded, short", "llada-tiny-bf16-sharded, batch",
    })
    void within1e4(String checkpoint, String name) {
        var golden = SafetensorsFile.open(GoldenBundles.directory(checkpoint).resolve("forward.safetensors"));
        var ids = golden.tensor(name + ".input_ids");
        int rows = (int) ids.shape()[0];
        int length = (int) ids.shape()[1];
        try (OnnxLogitsDenoiser denoiser =
                GoldenBundles.of(checkpoint).logitsDenoiser(SessionSettings.allProcessors(), new ModelClock())) {
            var logits = denoiser.logits(
                    LongStream.of(ids.longs()).mapToInt(Math::toIntExact).toArray(), rows, length, new int[rows]);

            assertThat(logits.vocabulary())
                    .isEqualTo((int) golden.tensor(name + ".logits").shape()[2]);
            var expected = golden.tensor(name + ".logits").floats();
            float largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest =
                        Math.max(largest, Math.abs(expected[i] - logits.values().get(i)));
            }
            System.out.printf("%s %s: largest difference %.2e%n", checkpoint, name, largest);
            assertThat(largest).isLessThan(1e-4f);
        }
    }
}
