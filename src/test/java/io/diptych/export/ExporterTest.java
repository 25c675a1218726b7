package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.Grid;
import io.diptych.model.Bundle;
import io.diptych.model.Digests;
import io.diptych.model.ModelClock;
import io.diptych.model.OnnxLogitsDenoiser;
import io.diptych.model.SessionSettings;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

class ExporterTest {

    @TempDir
    Path directory;

    private Path checkpoint;
    private ExportOptions options;

    @BeforeEach
    void copy() throws IOException {
        checkpoint = directory.resolve("checkpoint");
        FileSystemUtils.copyRecursively(GoldenBundles.directory("llada-tiny-bf16-sharded"), checkpoint);
        FileSystemUtils.copyRecursively(GoldenBundles.directory("vq-tiny"), checkpoint.resolve("vqvae"));
        options = GoldenBundles.options(checkpoint, 32).withImageModel(checkpoint.resolve("vqvae"));
    }

    private Bundle export(String name) {
        return Exporter.export(checkpoint, directory.resolve(name), options);
    }

    @Test
    void theSameCheckpointGivesTheSameBundle() {
        assertThat(export("first").digest()).isEqualTo(export("second").digest());
    }

    @Test
    void bothDenoisersReadTheSameWeights() throws IOException {
        var bundle = export("bundle");

        long parameters = 188_352; // of the golden model
        assertThat(Files.size(bundle.directory().resolve(Bundle.DENOISER_WEIGHTS)))
                .isBetween(4 * parameters, 4 * parameters + 64 * 40);
        assertThat(Files.size(bundle.directory().resolve(Bundle.DENOISER))).isLessThan(1 << 20);
        assertThat(bundle.manifest().training().snapshot())
                .isEqualTo(Digests.sha256(
                        checkpoint.resolve("model-00001-of-00003.safetensors"),
                        checkpoint.resolve("model-00002-of-00003.safetensors"),
                        checkpoint.resolve("model-00003-of-00003.safetensors")));
    }

    @Test
    void halfPrecisionWeightsHalveTheFileAndAreComputedInFull() throws IOException {
        var full = export("full");
        options = options.withWeights(ElementType.F16);
        var half = export("half");

        assertThat(Files.size(half.directory().resolve(Bundle.DENOISER_WEIGHTS)))
                .isLessThan(Files.size(full.directory().resolve(Bundle.DENOISER_WEIGHTS)) * 11 / 20);
        assertThat(Files.size(half.directory().resolve(Bundle.IMAGE_CODEC_WEIGHTS)))
                .isLessThan(Files.size(full.directory().resolve(Bundle.IMAGE_CODEC_WEIGHTS)) * 11 / 20);
        // bfloat16 has fewer digits than half: nothing but values below half's range is rounded.
        float largest = 0;
        var expected = logits(full);
        var actual = logits(half);
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
        }
        assertThat(largest).isLessThan(1e-4f);
    }

    private static float[] logits(Bundle bundle) {
        try (OnnxLogitsDenoiser denoiser = bundle.logitsDenoiser(new SessionSettings(1), new ModelClock())) {
            var ids = new Random(3).ints(50, 0, 364).toArray();
            var values = denoiser.logits(ids, 1, 50, new int[1]).values();
            var copy = new float[values.remaining()];
            values.get(0, copy);
            return copy;
        }
    }

    @Test
    void whatHalfPrecisionCannotHoldIsRefused() {
        new SafetensorsWriter()
                .add("a", new long[] {1, 1}, () -> FloatBuffer.wrap(new float[] {70_000}))
                .write(directory.resolve("big.safetensors"));
        var tensor = SafetensorsFile.open(directory.resolve("big.safetensors")).tensor("a");

        try (var weights = new WeightFile(directory.resolve("weights"), ElementType.F16)) {
            assertThatThrownBy(() -> weights.append(tensor))
                    .isInstanceOf(InvalidCheckpointException.class)
                    .hasMessageContaining("tensor a holds 70000.0, too large for f16; export it as f32");
        }
    }

    @Test
    void anExistingBundleIsNotOverwritten() throws IOException {
        Files.createDirectories(directory.resolve("taken"));
        Files.writeString(directory.resolve("taken/notes.txt"), "keep");

        refused("taken", "exists already and is not empty; name a new directory");
        assertThat(directory.resolve("taken/notes.txt")).hasContent("keep");
    }

    @Test
    void aFailedExportLeavesNothingBehind() throws IOException {
        var file = checkpoint.resolve("vqvae/diffusion_pytorch_model.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 4_000_000));

        refused("bundle", "diffusion_pytorch_model.safetensors: truncated: tensor");
        assertThat(directory.resolve("bundle")).doesNotExist();
        assertThat(directory.resolve("bundle.partial")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model-00002-of-00003.safetensors | model-00002-of-00003.safetensors: missing",
                "model.safetensors.index.json | model.safetensors: missing, and so is model.safetensors.index.json",
                "config.json | config.json: missing",
                "special_tokens.json | missing; write one or name a preset of special tokens: mmada-parallel-a",
                "tokenizer.json | tokenizer.json: missing",
                "diptych.json | diptych.json: missing",
                "vqvae/config.json | config.json: missing",
                "vqvae/diffusion_pytorch_model.safetensors | diffusion_pytorch_model.safetensors: missing",
            })
    void aMissingFileIsNamed(String file, String problem) throws IOException {
        Files.delete(checkpoint.resolve(file));
        refused("bundle", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json | '\"d_model\": 64' | '\"d_model\": 128' | tensor model.transformer.wte.weight has shape [364, 64], expected [364, 128]",
                "config.json | '\"n_layers\": 3' | '\"n_layers\": 4' | tensor model.transformer.blocks.3.attn_norm.weight is missing, expected one of shape [64]",
                "config.json | '\"n_heads\": 4' | '\"n_heads\": 5' | d_model 64 must be a multiple of twice n_heads 5",
                "config.json | '\"n_kv_heads\": 4' | '\"n_kv_heads\": 3' | n_heads 4 must be a multiple of n_kv_heads 3",
                "config.json | '\"alibi\": false' | '\"alibi\": true' | alibi is true; only false can be exported",
                "config.json | '\"layer_norm_type\": \"rms\"' | '\"layer_norm_type\": \"low_precision\"' | layer_norm_type is low_precision; only rms",
                "config.json | '\"n_layers\": 3' | '\"n_layers\": \"three\"' | config.json: n_layers",
                "config.json | '\"d_model\": 64,' | '' | config.json: d_model",
                "config.json | '\"text_vocab_size\": 300' | '\"text_vocab_size\": 299' | text_vocab_size is 299, but the picture codes begin at 300",
                "config.json | '\"codebook_size\": 64' | '\"codebook_size\": 65' | codebook_size is 65, but the picture model has 64",
                "config.json | '\"embedding_size\": 364' | '\"embedding_size\": 350' | embedding_size 350 must be at least vocab_size 364",
                "config.json | '\"max_sequence_length\": 4096' | '\"max_sequence_length\": 60' | grid 4x4 makes a sequence of",
                "special_tokens.json | '\"mask\": 280' | '\"mask\": 283' | special tokens must have different ids",
                "special_tokens.json | '\"newline\": 28,' | '' | newline is missing or no whole number",
                "special_tokens.json | '\"tiny\"' | '\"small\"' | has no object 'tiny'",
                "tokenizer.json | '\"w40\":40' | '\"w40\":300' | token id 300 lies in the picture codes, which begin at 300",
                "diptych.json | '\"width\" : 64' | '\"width\" : 60' | photo 60x64 must be a multiple of 16 pixels",
                "diptych.json | '\"copy_length\"' | '\"kopy_length\"' | diptych.json: sequence",
                "vqvae/config.json | '\"norm_type\": \"group\"' | '\"norm_type\": \"spatial\"' | norm_type is spatial; only group",
                "vqvae/config.json | '\"latent_channels\": 8' | '\"latent_channels\": 4' | has shape [8, 64, 3, 3], expected [4, 64, 3, 3]",
                "vqvae/config.json | '\"norm_num_groups\": 8' | '\"norm_num_groups\": 5' | block_out_channels: 16 is not a multiple of norm_num_groups 5",
            })
    void whatDoesNotFitIsNamed(String file, String from, String to, String problem) throws IOException {
        var path = checkpoint.resolve(file);
        var json = Files.readString(path);
        assertThat(json).contains(from);
        Files.writeString(path, json.replace(from, to));
        refused("bundle", problem);
    }

    @Test
    void thePresetNeedsNoFile() throws IOException {
        var ids = TokenIds.read(directory, "mmada-parallel-a");

        assertThat(ids.firstCode()).isEqualTo(126_356);
        assertThat(ids.special().mask()).isEqualTo(126_336);
    }

    @Test
    void anyGridIsDecoded() {
        var bundle = export("bundle");
        try (var codec = bundle.imageCodec(new SessionSettings(1), new ModelClock())) {
            var pixels = codec.decode(new int[3 * 5], new Grid(3, 5));

            assertThat(pixels.width()).isEqualTo(80);
            assertThat(pixels.height()).isEqualTo(48);
        }
    }

    private void refused(String name, String problem) {
        assertThatThrownBy(() -> export(name))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(problem);
    }
}
