package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prompts from a file with one JSON object a line: {@code instruction}, {@code photo} (path of a picture, relative to the
 * file), and if wanted {@code id} and {@code part}. Rows that are wrong are left out and told by file and line.
 */
final class FileSuite implements Suite {

    private static final Set<String> FIELDS = Set.of("instruction", "photo", "id", "part");
    private static final int MOST_PIXELS = 100_000_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Row(int line, String id, String part, String instruction, Path photo, String source) {}

    private final Path file;
    private final long seed;
    private final Grid grid;
    private final String digest;
    private final Function<String, @Nullable String> refusal;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param most rows to take, the first ones
     * @param grid of all pictures
     * @param refusal why an instruction does not fit the model; null where it does
     * @throws IllegalArgumentException if no row is right
     */
    FileSuite(Path file, long seed, int most, Grid grid, Function<String, @Nullable String> refusal) {
        this.file = file;
        this.seed = seed;
        this.grid = grid;
        this.refusal = refusal;
        try {
            byte[] bytes = Files.readAllBytes(file);
            digest = Digest.sha256(bytes);
            read(new String(bytes, StandardCharsets.UTF_8).lines().toList(), most);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.isEmpty() ? file + ": no prompts in it" : String.join(System.lineSeparator(), problems));
        }
    }

    private void read(List<String> lines, int most) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < lines.size() && rows.size() < most; i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            int line = i + 1;
            try {
                Row row = row(line, JSON.readTree(lines.get(i)));
                if (!ids.add(row.id)) {
                    throw new IllegalArgumentException("id: '" + row.id + "' is there already; ids must differ");
                }
                rows.add(row);
            } catch (JacksonException e) {
                problems.add(file + ":" + line + ": not a JSON object: " + e.getOriginalMessage());
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + line + ": " + e.getMessage());
            }
        }
    }

    private Row row(int line, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("an object is needed: {\"instruction\": \"…\", \"photo\": \"a.png\"}");
        }
        for (String name : node.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(name + ": no such field; known are instruction, photo, id and part");
            }
        }
        String instruction = text(node, "instruction");
        String photo = text(node, "photo");
        if (instruction == null || photo == null) {
            throw new IllegalArgumentException(
                    (instruction == null ? "instruction" : "photo") + ": missing or empty; a text is needed");
        }
        String refused = refusal.apply(instruction);
        if (refused != null) {
            throw new IllegalArgumentException("instruction: " + refused);
        }
        String id = text(node, "id"), part = text(node, "part");
        Path picture = photo(photo);
        return new Row(
                line,
                id == null ? "line " + line : id,
                part == null ? "rows" : part,
                instruction,
                picture,
                digest(picture));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(field + ": a text is needed, got " + value);
        }
        return value.asString().isBlank() ? null : value.asString().strip();
    }

    private static String digest(Path photo) {
        try {
            return Digest.sha256(Files.readAllBytes(photo));
        } catch (IOException e) {
            throw new IllegalArgumentException("photo: " + photo + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path photo(String name) {
        try {
            Path photo = file.toAbsolutePath().resolveSibling(name);
            if (!Files.isRegularFile(photo)) {
                throw new IllegalArgumentException("photo: there is no file " + photo);
            }
            try (var in = ImageIO.createImageInputStream(photo.toFile())) {
                var readers = in == null ? null : ImageIO.getImageReaders(in);
                if (readers == null || !readers.hasNext()) {
                    throw new IllegalArgumentException("photo: " + photo + " is no picture (PNG, JPEG or WebP)");
                }
                var reader = readers.next();
                reader.setInput(in);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                reader.dispose();
                if (pixels > MOST_PIXELS) {
                    throw new IllegalArgumentException(
                            "photo: " + photo + " has " + pixels + " pixels; at most " + MOST_PIXELS + " are read");
                }
            }
            return photo;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("photo: '" + name + "' is not a path", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("photo: " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public String identity() {
        return "file " + digest + ", seed " + seed + ", grid " + grid;
    }

    @Override
    public String part(int index) {
        return rows.get(index).part;
    }

    @Override
    public String source(int index) {
        return rows.get(index).source;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public Prompt prompt(int index) {
        Row row = rows.get(index);
        String place = file + ":" + row.line;
        try {
            BufferedImage photo = ImageIO.read(row.photo.toFile());
            if (photo == null) {
                throw new IOException("no picture");
            }
            return new Prompt(
                    index,
                    row.id,
                    row.part,
                    place,
                    row.source,
                    row.instruction,
                    photo,
                    grid,
                    seed * 1_000_003L + row.line,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(place + ": photo: " + row.photo + " cannot be read: " + e.getMessage(), e);
        }
    }
}
