package io.diptych.export;

import io.diptych.diffusion.Grid;
import io.diptych.model.Bundle;
import io.diptych.model.CopyCasing;
import io.diptych.model.Domain;
import io.diptych.model.PixelSize;
import io.diptych.model.SequenceSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bundle of studio-mini's shape with random weights. */
final class StudioMiniShape {

    private StudioMiniShape() {}

    static Bundle export(Path directory, RandomCheckpoint.Shape shape, ElementType weights) throws IOException {
        var checkpoint = directory.resolve("checkpoint");
        Files.createDirectories(checkpoint);
        RandomCheckpoint.writeDenoiser(checkpoint, shape, ElementType.F32, 1);
        RandomCheckpoint.writeImageModel(checkpoint.resolve("vqvae"), List.of(16, 32, 64, 96), 2, 8, false, 2);
        writeTokens(checkpoint);
        card(8).write(checkpoint);
        return Exporter.export(checkpoint, directory.resolve("bundle"), ExportOptions.DEFAULT.withWeights(weights));
    }

    /** A checkpoint's denoiser with another picture model, otherwise studio-mini's. */
    static Bundle export(Path checkpoint, Path imageModel, int pixelsPerCode) {
        writeTokens(checkpoint);
        card(pixelsPerCode).write(checkpoint);
        return Exporter.export(
                checkpoint, checkpoint.resolve("bundle"), ExportOptions.DEFAULT.withImageModel(imageModel));
    }

    private static ModelCard card(int pixelsPerCode) {
        return new ModelCard(
                "studio-mini-shape",
                "Apache-2.0",
                Domain.ANY,
                null,
                new SequenceSizes(
                        "",
                        32,
                        new PixelSize(8 * pixelsPerCode, 8 * pixelsPerCode),
                        List.of(
                                new Grid(16, 16),
                                new Grid(14, 18),
                                new Grid(18, 14),
                                new Grid(12, 21),
                                new Grid(21, 12)),
                        40,
                        CopyCasing.SENTENCES));
    }

    private static void writeTokens(Path checkpoint) {
        var special = new LinkedHashMap<String, Integer>();
        for (var name : List.of(
                "system_start",
                "system_end",
                "user_start",
                "user_end",
                "answer_start",
                "answer_end",
                "boi",
                "eoi",
                "newline",
                "uncondition",
                "mask",
                "pad",
                "bos",
                "eos")) {
            special.put(name, special.size());
        }
        special.put("image_token_offset", 1024);
        JsonFiles.MAPPER.writeValue(checkpoint.resolve(TokenIds.FILE), special);
        var words = new LinkedHashMap<String, Integer>();
        words.put("<unk>", 14);
        for (int id = 15; id < 1024; id++) {
            words.put("w" + id, id);
        }
        JsonFiles.MAPPER.writeValue(
                checkpoint.resolve(Bundle.TOKENIZER),
                Map.of(
                        "version",
                        "1.0",
                        "added_tokens",
                        List.of(),
                        "normalizer",
                        Map.of("type", "Lowercase"),
                        "pre_tokenizer",
                        Map.of("type", "Whitespace"),
                        "model",
                        Map.of("type", "WordLevel", "unk_token", "<unk>", "vocab", words)));
    }
}
