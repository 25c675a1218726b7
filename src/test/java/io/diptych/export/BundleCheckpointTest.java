package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.platform.Fp16Conversions;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was exported can be read back. */
class BundleCheckpointTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"llada-tiny", "llada-tiny-gqa", "llada-tiny-bf16-sharded"})
    void everyTensorComesBackUnderItsNameExactlyAsItWas(String name) throws IOException {
        var restored = BundleCheckpoint.write(GoldenBundles.of(name), directory.resolve("restored"));

        assertSame(GoldenBundles.directory(name), "model", restored, ElementType.F32);
        assertSame(
                GoldenBundles.directory("vq-tiny"),
                "diffusion_pytorch_model",
                restored.resolve("vqvae"),
                ElementType.F32);
        var before = LladaConfig.read(GoldenBundles.directory(name).resolve("config.json"));
        var after = LladaConfig.read(restored.resolve("config.json"));
        assertThat(after)
                .extracting(
                        LladaConfig::dModel,
                        LladaConfig::nHeads,
                        LladaConfig::kvHeads,
                        LladaConfig::mlpSize,
                        LladaConfig::embeddings,
                        LladaConfig::normEpsilon,
                        LladaConfig::theta,
                        LladaConfig::tiedEmbeddings)
                .containsExactly(
                        before.dModel(),
                        before.nHeads(),
                        before.kvHeads(),
                        before.mlpSize(),
                        before.embeddings(),
                        before.normEpsilon(),
                        before.theta(),
                        before.tiedEmbeddings());
    }

    @Test
    void halfPrecisionComesBackRounded() throws IOException {
        var bundle = GoldenBundles.export("llada-tiny", ElementType.F16, 32);
        var restored = BundleCheckpoint.write(bundle, directory.resolve("restored"));

        assertSame(GoldenBundles.directory("llada-tiny"), "model", restored, ElementType.F16);
    }

    @Test
    void anExportOfWhatWasReadIsTheSameBundle() {
        var checkpoint = directory.resolve("checkpoint");
        RandomCheckpoint.writeDenoiser(checkpoint, new RandomCheckpoint.Shape(32, 2, 2, 1, 48), ElementType.F32, 1);
        RandomCheckpoint.writeImageModel(directory.resolve("vq"), List.of(8, 16, 24, 32), 2, 4, true, 2);
        var bundle = StudioMiniShape.export(checkpoint, directory.resolve("vq"), 8);

        assertThat(exportedAgain(bundle, ElementType.F32).digest()).isEqualTo(bundle.digest());
    }

    @Test
    void studioMinisWeightsGiveTheSameBytesAgain() {
        var bundle = new Bundles().embedded(Bundles.STUDIO_MINI, directory);
        var again = exportedAgain(bundle, ElementType.F16);

        for (var file : List.of(Bundle.DENOISER_WEIGHTS, Bundle.IMAGE_CODEC_WEIGHTS, Bundle.TOKENIZER)) {
            assertThat(again.directory().resolve(file))
                    .hasSameBinaryContentAs(bundle.directory().resolve(file));
        }
        assertThat(again.manifest().vocabulary()).isEqualTo(bundle.manifest().vocabulary());
        assertThat(again.manifest().denoiser()).isEqualTo(bundle.manifest().denoiser());
    }

    private Bundle exportedAgain(Bundle bundle, ElementType weights) {
        var restored = BundleCheckpoint.write(bundle, directory.resolve("restored"));
        return Exporter.export(restored, directory.resolve("again"), ExportOptions.DEFAULT.withWeights(weights));
    }

    private static void assertSame(Path original, String stem, Path restored, ElementType type) throws IOException {
        var expected = tensors(original, stem);
        var actual = tensors(restored, stem);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        for (var name : expected.keySet()) {
            var values = expected.get(name).floats();
            if (type == ElementType.F16 && expected.get(name).shape().length > 1) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(values[i]));
                }
            }
            assertThat(actual.get(name).shape()).isEqualTo(expected.get(name).shape());
            assertThat(actual.get(name).floats()).as(name).containsExactly(values);
        }
    }

    private static Map<String, StoredTensor> tensors(Path directory, String stem) throws IOException {
        var tensors = new TreeMap<String, StoredTensor>();
        try (var files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches(stem + "(-.*)?\\.safetensors"))
                    .forEach(file -> tensors.putAll(SafetensorsFile.open(file).tensors()));
        }
        return tensors;
    }
}
