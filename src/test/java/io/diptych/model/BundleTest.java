package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.export.GoldenBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A bundle that is not as it was exported is refused, and the message says which file, what is wrong and what to do. */
class BundleTest {

    @TempDir
    Path directory;

    private Path bundle;

    @BeforeEach
    void copy() throws IOException {
        bundle = directory.resolve("bundle");
        FileSystemUtils.copyRecursively(GoldenBundles.of("llada-tiny").directory(), bundle);
    }

    @Test
    void anIntactBundleOpens() {
        var opened = Bundle.open(bundle);

        assertThat(opened.manifest().name()).isEqualTo("golden");
        assertThat(opened.manifest().training().snapshot()).matches("[0-9a-f]{64}");
        assertThat(opened.manifest().denoiser().kvHeads()).isEqualTo(4);
        assertThat(opened.manifest().imageCodec().pixelsPerCode()).isEqualTo(16);
        assertThat(opened.vocabulary().firstCode()).isEqualTo(300);
        assertThat(opened.vocabulary().allowsText(29)).as("<unk> as text").isFalse();
        assertThat(opened.digest()).isEqualTo(GoldenBundles.of("llada-tiny").digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "denoiser.onnx",
                "denoiser-logits.onnx",
                "denoiser.weights",
                "image-encoder.onnx",
                "image-decoder.onnx",
                "image-codec.weights",
                "tokenizer.json"
            })
    void everyFileIsChecked(String name) throws IOException {
        var file = bundle.resolve(name);
        var bytes = Files.readAllBytes(file);

        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refused(name, "altered: SHA-256 is", "copy or export the bundle again");

        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        refused(name, "truncated: " + (bytes.length - 1) + " of " + bytes.length + " bytes");

        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        refused(name, "altered: " + (bytes.length + 1) + " bytes, expected " + bytes.length);

        Files.delete(file);
        refused(name, "missing");
    }

    @Test
    void aDirectoryWithoutManifestIsNoBundle() throws IOException {
        Files.delete(bundle.resolve("bundle.json"));

        refused("bundle.json", "missing", "name a directory that `diptych export` wrote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"format\" : 1' | '\"format\" : 2' | bundle format 2, this version reads format 1",
                "'\"format\" : 1,' | '' | bundle format null",
                "'\"codes\" : 64' | '\"codes\" : \"many\"' | codes",
                "'\"codes\" : 64' | '\"codes\" : 64, \"kodes\" : 64' | kodes",
                "'\"licence\" : \"Apache-2.0\",' | '' | licence",
                "'\"copy_length\" : 20' | '\"copy_length\" : 0' | copy_length must be at least 1",
                "'\"mask\" : 280' | '\"mask\" : 283' | special tokens must have different ids",
                "'\"denoiser.weights\"' | '\"../denoiser.weights\"' | lies outside the bundle",
                "'\"format\"' | '\"format' | cannot be read",
            })
    void anotherManifestIsRefused(String from, String to, String problem) throws IOException {
        var file = bundle.resolve("bundle.json");
        var json = Files.readString(file);
        assertThat(json).contains(from);
        Files.writeString(file, json.replace(from, to));

        refused("bundle.json", problem);
    }

    @Test
    void aManifestThatLacksAFileSaysSoWhenTheFileIsNeeded() throws IOException {
        var file = bundle.resolve("bundle.json");
        Files.writeString(file, Files.readString(file).replace("\"denoiser.onnx\"", "\"tokenizer.json\""));

        assertThatThrownBy(() -> Bundle.open(bundle).denoiser(new SessionSettings(1), new ModelClock()))
                .isInstanceOf(InvalidBundleException.class)
                .hasMessageContaining("bundle.json");
    }

    private void refused(String file, String... parts) {
        assertThatThrownBy(() -> Bundle.open(bundle))
                .isInstanceOf(InvalidBundleException.class)
                .hasMessageStartingWith(bundle.resolve(file).toString())
                .hasMessageContainingAll(parts);
    }
}
