package io.diptych.export;

import io.diptych.model.AlignerCalibration;
import io.diptych.model.AlignerShape;
import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import io.diptych.model.PixelSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * An aligner ready to go into a bundle.
 *
 * @param files where each lies, by its name in the bundle
 */
public record AlignerFiles(AlignerShape shape, Map<String, Path> files) {

    private static final String PREFIX = "aligner";
    private static final int CLIP_LENGTH = 77;

    /**
     * Finds an aligner in a directory: a bundle's, or a CLIP pair as it is usually published ({@code text_model.onnx} and
     * {@code vision_model.onnx}, or the same below {@code onnx/}; {@code tokenizer.json}; {@code
     * preprocessor_config.json}) with {@code calibration.json} ({@code mean} and {@code deviation} of the cosines of
     * matching pairs) beside it.
     *
     * @throws InvalidCheckpointException naming the file that is missing or wrong
     */
    public static AlignerFiles read(Path directory) {
        return Files.exists(directory.resolve(BundleManifest.FILE)) ? of(Bundle.open(directory)) : published(directory);
    }

    private static AlignerFiles of(Bundle bundle) {
        var shape = bundle.manifest().aligner();
        if (shape == null) {
            throw new InvalidCheckpointException(
                    bundle.directory().resolve(BundleManifest.FILE),
                    "this bundle has no aligner; `diptych train aligner --bundle` makes one");
        }
        var files = new LinkedHashMap<String, Path>();
        for (var name : bundle.manifest().files().keySet()) {
            if (name.startsWith(PREFIX)) {
                files.put(name, bundle.directory().resolve(name));
            }
        }
        return new AlignerFiles(shape, files);
    }

    private static AlignerFiles published(Path directory) {
        var files = new LinkedHashMap<String, Path>();
        files.put(Bundle.ALIGNER_TEXT, graph(directory, "text_model.onnx"));
        files.put(Bundle.ALIGNER_PICTURE, graph(directory, "vision_model.onnx"));
        files.put(Bundle.ALIGNER_TOKENIZER, existing(directory.resolve(Bundle.TOKENIZER)));
        var calibration = JsonFiles.read(
                existing(
                        directory.resolve("calibration.json"),
                        "; it holds {\"mean\": …, \"deviation\": …} of the cosines of matching pictures and texts"),
                AlignerCalibration.class);
        var file = existing(directory.resolve("preprocessor_config.json"));
        var config = JsonFiles.tree(file);
        var size = size(file, config.has("crop_size") ? config.get("crop_size") : config.path("size"));
        return new AlignerFiles(
                new AlignerShape(
                        CLIP_LENGTH,
                        size,
                        channels(file, config, "image_mean"),
                        channels(file, config, "image_std"),
                        calibration),
                files);
    }

    private static Path graph(Path directory, String name) {
        var below = directory.resolve("onnx").resolve(name);
        return Files.exists(below) ? below : existing(directory.resolve(name));
    }

    private static Path existing(Path file) {
        return existing(file, "");
    }

    private static Path existing(Path file, String hint) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidCheckpointException(file, "missing; an aligner needs it" + hint);
        }
        return file;
    }

    /** Either one number or an object of height and width. */
    private static PixelSize size(Path file, JsonNode node) {
        int width = node.isNumber() ? node.asInt() : node.path("width").asInt(0);
        int height = node.isNumber() ? node.asInt() : node.path("height").asInt(0);
        if (width < 1 || height < 1) {
            throw new InvalidCheckpointException(
                    file, "crop_size (or size) must be a number or have height and width, got " + node);
        }
        return new PixelSize(width, height);
    }

    private static List<Float> channels(Path file, JsonNode config, String key) {
        var values = new ArrayList<Float>();
        config.path(key).forEach(value -> values.add((float) value.asDouble(Double.NaN)));
        if (values.size() != 3 || values.stream().anyMatch(value -> value.isNaN())) {
            throw new InvalidCheckpointException(file, key + " must be three numbers, got " + config.path(key));
        }
        return values;
    }

    void copyTo(Path directory) throws IOException {
        for (var entry : files.entrySet()) {
            Files.copy(entry.getValue(), directory.resolve(entry.getKey()));
        }
    }

    /**
     * Writes a copy of a bundle that has this aligner, in the place of its own if it has one.
     *
     * @param out directory; must not exist; appears only when it is complete
     * @return the copy, opened and so checked
     */
    public Bundle into(Bundle bundle, Path out) {
        var target = out.toAbsolutePath();
        if (Files.exists(target)) {
            throw new InvalidCheckpointException(out, "exists already; name a new directory");
        }
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            FileSystemUtils.deleteRecursively(partial);
            Files.createDirectories(partial);
            for (var name : bundle.manifest().files().keySet()) {
                if (!name.startsWith(PREFIX)) {
                    Files.copy(bundle.directory().resolve(name), partial.resolve(name));
                }
            }
            copyTo(partial);
            Files.write(
                    partial.resolve(BundleManifest.FILE),
                    bundle.manifest()
                            .withAligner(shape, Exporter.entries(partial))
                            .toJson());
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return Bundle.open(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
