package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.model.Aligner;
import io.diptych.model.AlignerCalibration;
import io.diptych.model.Bundle;
import io.diptych.model.InvalidBundleException;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
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

/** A CLIP pair with its own tokenizer and a fixed picture size goes into a bundle and scores from there. */
class PublishedAlignerTest {

    /** What the pair knows: each word is a direction of its own, a picture points to its mean colour. */
    private static final String TOKENIZER = """
            {"version": "1.0", "added_tokens": [], "normalizer": {"type": "Lowercase"},
             "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "unk_token": "<unk>", "vocab": {"<unk>": 0, "w40": 1, "w41": 2}}}""";

    @TempDir
    Path directory;

    private Path pair;

    @BeforeEach
    void publish() throws IOException {
        pair = Files.createDirectories(directory.resolve("clip"));
        var onnx = Files.createDirectories(pair.resolve("onnx"));
        Files.writeString(pair.resolve("tokenizer.json"), TOKENIZER);
        Files.writeString(
                pair.resolve("preprocessor_config.json"),
                "{\"crop_size\": {\"height\": 224, \"width\": 224}, \"image_mean\": [0.5, 0.5, 0.5],"
                        + " \"image_std\": [0.25, 0.25, 0.25]}");
        Files.writeString(pair.resolve("calibration.json"), "{\"mean\": 0.3, \"deviation\": 0.04}");
        try (var weights = new WeightFile(directory.resolve("unused.weights"), ElementType.F32)) {
            var text = new GraphBuilder("text", weights);
            var ids = text.input("input_ids", DataType.INT64, "n", "length");
            var mask = text.input("attention_mask", DataType.INT64, "n", "length");
            var words = text.op("Gather", text.floats(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, 3, 3), ids);
            var shown = text.op("Unsqueeze", text.cast(mask, DataType.FLOAT), text.longs(-1));
            var sum = text.node("ReduceSum", text.op("Mul", words, shown), text.longs(1))
                    .with("keepdims", 0)
                    .output();
            text.output("hidden", words, DataType.FLOAT, "n", "length", 3);
            text.output("text_embeds", sum, DataType.FLOAT, "n", 3);
            text.write(onnx.resolve("text_model.onnx"));
            var vision = new GraphBuilder("vision", weights);
            var pixels = vision.input("pixel_values", DataType.FLOAT, "n", 3, 224, 224);
            vision.output(
                    "image_embeds",
                    vision.reshape(vision.op("GlobalAveragePool", pixels), -1, 3),
                    DataType.FLOAT,
                    "n",
                    3);
            vision.write(onnx.resolve("vision_model.onnx"));
        }
    }

    @Test
    void itScoresTextsInItsOwnWordsAndPicturesInItsOwnSize() {
        var bundle = export();

        try (var aligner =
                bundle.aligner(new SessionSettings(1), new ModelClock()).orElseThrow()) {
            assertThat(aligner.calibration()).isEqualTo(new AlignerCalibration(0.3, 0.04));
            assertThat(aligner.text(new int[] {40})).containsExactly(1, 0, 0);
            assertThat(aligner.text(new int[] {40, 41}))
                    .containsExactly(new float[] {0.7071f, 0.7071f, 0}, within(1e-3f));
            // red 0.75 and the rest 0.5 is (1, 0, 0) after the mean and deviation above, whatever the size
            for (int size : new int[] {224, 112}) {
                var red = new float[3 * size * size];
                Arrays.fill(red, 0.5f);
                Arrays.fill(red, 0, size * size, 0.75f);
                var picture = aligner.picture(new Pixels(size, size, red));
                assertThat(picture).containsExactly(new float[] {1, 0, 0}, within(0.02f));
                assertThat(Aligner.score(aligner.text(new int[] {40}), picture)).isGreaterThan(0.99);
                assertThat(Aligner.score(aligner.text(new int[] {41}), picture)).isLessThan(0.05);
            }
            assertThatThrownBy(() -> aligner.text(new int[0])).hasMessageContaining("without words");
        }
    }

    @Test
    void theNextBundleCanTakeItOver() {
        var again = AlignerFiles.read(export().directory())
                .into(GoldenBundles.of("llada-tiny"), directory.resolve("again"));

        assertThat(again.manifest().aligner()).isEqualTo(AlignerFiles.read(pair).shape());
        assertThat(again.manifest().files()).containsKey(Bundle.ALIGNER_TOKENIZER);
        assertThat(again.digest()).isNotEqualTo(GoldenBundles.of("llada-tiny").digest());
    }

    @Test
    void aBundleWithoutOneGivesNoScores() {
        var bundle = GoldenBundles.of("llada-tiny");

        assertThat(bundle.aligner(new SessionSettings(1), new ModelClock())).isEmpty();
        assertThat(new String(bundle.manifest().toJson())).doesNotContain("aligner");
        assertThatThrownBy(() -> AlignerFiles.read(bundle.directory()))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("has no aligner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onnx/text_model.onnx",
                "onnx/vision_model.onnx",
                "tokenizer.json",
                "preprocessor_config.json",
                "calibration.json"
            })
    void aPairThatLacksAFileIsRefused(String name) throws IOException {
        Files.delete(pair.resolve(name));

        assertThatThrownBy(() -> AlignerFiles.read(pair))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(Path.of(name).getFileName() + ": missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"text_length\" : 77' | '\"text_length\" : 0' | text_length must be at least 1, got 0",
                "'\"text_length\" : 77' | '\"text_length\" : 77, \"text_lenght\" : 77' | text_lenght",
                "'\"text_length\" : 77,' | '' | text_length",
                "'\"deviation\" : 0.04' | '\"deviation\" : 0' | deviation must be above 0",
                "'\"std\" : [ 0.25,' | '\"std\" : [ 0.0,' | std must be above 0",
                "'\"aligner-text.onnx\"' | '\"aligner-tekst.onnx\"' | files has no aligner-text.onnx",
            })
    void anotherAlignerSectionIsRefused(String from, String to, String problem) throws IOException {
        var file = export().directory().resolve("bundle.json");
        var json = Files.readString(file);
        assertThat(json).contains(from);
        Files.writeString(file, json.replace(from, to));

        assertThatThrownBy(() -> Bundle.open(file.getParent()))
                .isInstanceOf(InvalidBundleException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }

    private Bundle export() {
        return Exporter.export(
                GoldenBundles.directory("llada-tiny"),
                directory.resolve("bundle"),
                GoldenBundles.options(directory, 32).withAligner(pair));
    }
}
