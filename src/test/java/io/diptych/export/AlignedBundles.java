package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.model.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The golden tiny bundle with an aligner of random weights: scores mean nothing and differ from take to take. */
public final class AlignedBundles {

    private static final int WORDS = 270;

    private AlignedBundles() {}

    /**
     * Exports one.
     *
     * @param mean of the calibration
     */
    public static Bundle write(Path directory, double mean, double deviation) {
        try {
            Path pair = Files.createDirectories(directory.resolve("pair"));
            Files.createDirectories(pair.resolve("onnx"));
            var vocabulary = new TreeMap<String, Integer>(Map.of("<unk>", 0));
            for (int id = 32; id < WORDS; id++) {
                vocabulary.put("w" + id, id);
            }
            JsonFiles.MAPPER.writeValue(
                    pair.resolve("tokenizer.json"),
                    Map.of(
                            "version",
                            "1.0",
                            "normalizer",
                            Map.of("type", "Lowercase"),
                            "pre_tokenizer",
                            Map.of("type", "Whitespace"),
                            "model",
                            Map.of("type", "WordLevel", "unk_token", "<unk>", "vocab", vocabulary)));
            JsonFiles.MAPPER.writeValue(
                    pair.resolve("preprocessor_config.json"),
                    Map.of(
                            "crop_size", Map.of("height", 64, "width", 64),
                            "image_mean", new double[] {0.5, 0.5, 0.5},
                            "image_std", new double[] {0.25, 0.25, 0.25}));
            JsonFiles.MAPPER.writeValue(pair.resolve("calibration.json"), Map.of("mean", mean, "deviation", deviation));
            graphs(pair.resolve("onnx"), directory);
            return AlignerFiles.read(pair).into(GoldenBundles.of("llada-tiny"), directory.resolve("bundle"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void graphs(Path onnx, Path scratch) throws IOException {
        Random random = new Random(5);
        try (var weights = new WeightFile(scratch.resolve("unused.weights"), ElementType.F32)) {
            var text = new GraphBuilder("text", weights);
            var ids = text.input("input_ids", DataType.INT64, "n", "length");
            var table = new float[WORDS * 3];
            for (int i = 0; i < table.length; i++) {
                table[i] = (float) random.nextGaussian();
            }
            var sum = text.node("ReduceSum", text.op("Gather", text.floats(table, WORDS, 3), ids), text.longs(1))
                    .with("keepdims", 0)
                    .output();
            text.output("text_embeds", sum, DataType.FLOAT, "n", 3);
            text.write(onnx.resolve("text_model.onnx"));
            var vision = new GraphBuilder("vision", weights);
            var pixels = vision.input("pixel_values", DataType.FLOAT, "n", 3, 64, 64);
            vision.output(
                    "image_embeds",
                    vision.reshape(vision.op("GlobalAveragePool", pixels), -1, 3),
                    DataType.FLOAT,
                    "n",
                    3);
            vision.write(onnx.resolve("vision_model.onnx"));
        }
    }
}
