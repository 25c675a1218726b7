package io.diptych.catalog;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The objects of a JSON Lines file, one a line. Blank lines count, but are left out. */
public final class JsonObjects implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a line holds. */
    public sealed interface Line permits Row, Fault {}

    /** @param number of the line, from 1 */
    public record Row(long number, JsonNode object) implements Line {}

    /** A line that holds no object. */
    public record Fault(RowProblem problem) implements Line {}

    private final String file;
    private final String example;
    private final BoundedLines lines;

    private JsonObjects(String file, String example, BoundedLines lines) {
        this.file = file;
        this.example = example;
        this.lines = lines;
    }

    /** @param example of an object, for messages */
    public static JsonObjects open(Path file, String example) throws IOException {
        return new JsonObjects(file.toString(), example, new BoundedLines(CatalogText.open(file)));
    }

    /** The next line that is not blank; null at the end. */
    public @Nullable Line next() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return read(line);
            }
        }
        return null;
    }

    private Line read(BoundedLines.Line line) {
        if (line.cut()) {
            return fault(line, "is longer than " + BoundedLines.LONGEST_LINE + " characters");
        }
        if (line.text().indexOf(CatalogText.UNREADABLE) >= 0) {
            return fault(line, "has letters that are not UTF-8; save the file as UTF-8");
        }
        try {
            JsonNode object = JSON.readTree(line.text());
            return object.isObject() ? new Row(line.number(), object) : fault(line, "is no object; such as " + example);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where = at == null ? "" : " at column " + at.getColumnNr();
            return fault(line, "is not JSON" + where + ": " + e.getOriginalMessage() + "; such as " + example);
        }
    }

    private Fault fault(BoundedLines.Line line, String message) {
        return new Fault(new RowProblem(file, line.number(), null, message));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
