package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.diptych.export.SafetensorsFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The picture model that is trained computes what diffusers' {@code VQModel} computes from the same weights. */
class GoldenVqTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/vq-tiny");

    @ParameterizedTest
    @ValueSource(strings = {"roundtrip.safetensors", "roundtrip-64x96.safetensors"})
    void codesAndPixelsEqualThoseOfDiffusers(String recorded) {
        var config = JsonMapper.shared().readValue(GOLDEN.resolve("config.json").toFile(), VqConfig.class);
        var golden = SafetensorsFile.open(GOLDEN.resolve(recorded));
        var image = golden.tensor("image");
        try (var manager = PyTorch.manager();
                var weights = VqNetwork.initialise(config, manager, 1)) {
            weights.read(SafetensorsFile.open(GOLDEN.resolve("diffusion_pytorch_model.safetensors")), "");
            var codebook = new Codebook(
                    config.codes(),
                    config.latents(),
                    weights.values("quantize.embedding.weight"),
                    new float[config.codes()],
                    new float[config.codes() * config.latents()]);
            var network = new VqNetwork(config, weights.bind(manager));

            var latents = network.encode(manager.create(image.floats(), new Shape(image.shape())));
            assertThat(latents.toFloatArray())
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(golden.tensor("latents").floats());

            var codes = codebook.nearest(VqTraining.rows(latents));
            assertThat(codes)
                    .containsExactly(Arrays.stream(golden.tensor("codes").longs())
                            .mapToInt(Math::toIntExact)
                            .toArray());

            var quantised = VqTraining.picture(codebook.look(codes), latents.getShape(), manager);
            assertThat(network.decode(quantised).toFloatArray())
                    .usingComparatorWithPrecision(1e-3f)
                    .containsExactly(golden.tensor("decoded_raw").floats());
        }
    }
}
