package io.diptych.export;

import io.diptych.diffusion.Grid;
import io.diptych.model.Bundle;
import io.diptych.model.CopyCasing;
import io.diptych.model.Domain;
import io.diptych.model.PixelSize;
import io.diptych.model.SequenceSizes;
import io.diptych.model.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.FileSystemUtils;

/** The golden checkpoints (random weights, see golden/README.md) as bundles, each exported once per test run. */
public final class GoldenBundles {

    private static final Map<String, Bundle> EXPORTED = new ConcurrentHashMap<>();

    private GoldenBundles() {}

    /** @param name {@code llada-tiny}, {@code llada-tiny-gqa} or {@code llada-tiny-bf16-sharded} */
    public static Bundle of(String name) {
        return EXPORTED.computeIfAbsent(name, checkpoint -> export(checkpoint, ElementType.F32, 32));
    }

    /** The same where text may become every id that is not special. */
    static Bundle withEveryWord(String name) {
        return EXPORTED.computeIfAbsent(name + " with every word", key -> export(name, ElementType.F32, 0));
    }

    static Bundle export(String name, ElementType weights, int firstWord) {
        var directory = temporaryDirectory();
        return Exporter.export(
                directory(name),
                directory.resolve("bundle"),
                options(directory, firstWord).withWeights(weights));
    }

    /** Options that add to a golden checkpoint what it lacks: picture model, tokenizer, card. */
    static ExportOptions options(Path directory, int firstWord) {
        card().write(directory);
        writeTokenizer(directory.resolve(Bundle.TOKENIZER), firstWord);
        return ExportOptions.DEFAULT
                .withSpecialTokens("tiny")
                .withImageModel(directory("vq-tiny"))
                .withTokenizer(directory.resolve(Bundle.TOKENIZER))
                .withCard(directory.resolve(ModelCard.FILE));
    }

    private static ModelCard card() {
        return new ModelCard(
                "golden",
                "Apache-2.0",
                Domain.ANY,
                new TrainingRun(0, 0, "none: random weights", null, Map.of()),
                new SequenceSizes(
                        "",
                        12,
                        new PixelSize(64, 64),
                        List.of(new Grid(4, 4), new Grid(4, 6)),
                        20,
                        CopyCasing.SENTENCES));
    }

    /** Words {@code w32} and so on from an id on; the golden runs use those from 30 to 269. */
    private static void writeTokenizer(Path file, int firstWord) {
        var vocabulary = new LinkedHashMap<String, Integer>();
        for (int id = firstWord; id < (firstWord == 0 ? 300 : 270); id++) {
            vocabulary.put("w" + id, id);
        }
        if (firstWord > 31) {
            vocabulary.put("<unk>", 29);
            vocabulary.put(".", 30);
            vocabulary.put(",", 31);
        }
        var tokenizer = Map.of(
                "version",
                "1.0",
                "added_tokens",
                List.of(),
                "normalizer",
                Map.of("type", "Lowercase"),
                "pre_tokenizer",
                Map.of("type", "Whitespace"),
                "model",
                Map.of("type", "WordLevel", "unk_token", "<unk>", "vocab", vocabulary));
        JsonFiles.MAPPER.writeValue(file, tokenizer);
    }

    /** A folder of the golden data. */
    public static Path directory(String name) {
        try {
            return Path.of(GoldenBundles.class.getResource("/golden/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            var directory = Files.createTempDirectory("golden-bundle");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
