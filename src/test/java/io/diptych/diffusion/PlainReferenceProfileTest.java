package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, with the forward pass in plain Java. */
class PlainReferenceProfileTest extends ReferenceProfileContract {

    @Override
    protected LogitsDenoiser denoiser(String model) {
        return new PlainLladaDenoiser(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llada-tiny", "llada-tiny-gqa"})
    void thePlainForwardPassIsTheReferences(String model) {
        for (String name : Stream.of("single", "short").toList()) {
            float[] expected = new SafeTensors(model + "/forward.safetensors").get(name + ".logits");
            int[] ids = new SafeTensors(model + "/forward.safetensors").ids(name + ".input_ids");
            Logits logits = new PlainLladaDenoiser(model).logits(ids, 1, ids.length, new int[] {0});
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(logits.values().get(i) - expected[i]));
            }
            System.out.printf("%s, %s: largest difference of logits %.1e%n", model, name, largest);
            assertThat(largest).isLessThan(1e-4);
        }
    }
}
