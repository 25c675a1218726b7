package io.diptych.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The products of a JSON Lines file, line by line. */
final class JsonLinesProducts implements CatalogReader {

    private static final String EXAMPLE = "{\"sku\": \"W-1\", \"title\": \"Diver watch\", \"photo\": \"w1.png\"}";

    private final String file;
    private final JsonObjects lines;
    private @Nullable CatalogEntry ready;

    JsonLinesProducts(Path file) throws IOException {
        this.file = file.toString();
        this.lines = JsonObjects.open(file, EXAMPLE);
    }

    @Override
    public boolean hasNext() {
        try {
            if (ready == null) {
                JsonObjects.Line line = lines.next();
                if (line instanceof JsonObjects.Row row) {
                    ready = product(row.object(), row);
                } else if (line instanceof JsonObjects.Fault fault) {
                    ready = fault.problem();
                }
            }
            return ready != null;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public CatalogEntry next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        CatalogEntry entry = ready;
        ready = null;
        return entry;
    }

    private CatalogEntry product(JsonNode object, JsonObjects.Row line) {
        Map<String, String> attributes = new LinkedHashMap<>();
        addScalars(object, attributes);
        addScalars(object.path("attributes"), attributes);
        String sku = attributes.remove("sku");
        String title = attributes.remove("title");
        String photo = attributes.remove("photo");
        if (sku == null) {
            return problem(line, "sku", "is missing or empty; such as \"sku\": \"W-1\"");
        }
        if (title == null) {
            return problem(line, "title", "is missing or empty; such as \"title\": \"Diver watch\"");
        }
        if (photo == null) {
            return problem(
                    line, "photo", "is missing or empty; name the product's photo, such as \"photo\": \"w1.png\"");
        }
        return new Product(sku, title, attributes, new PhotoReference(photo, line.number()), line.number());
    }

    /** Texts, numbers, truth values and lists of them; a catalog's other nested values are none of Diptych's business. */
    private static void addScalars(JsonNode object, Map<String, String> attributes) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = AttributeName.of(member.getKey());
            JsonNode value = member.getValue();
            String text = "";
            if (value.isArray()) {
                text = value.valueStream()
                        .filter(JsonNode::isValueNode)
                        .filter(each -> !each.isNull())
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "));
            } else if (value.isValueNode() && !value.isNull()) {
                text = value.asString();
            }
            String line = CatalogText.oneLine(text);
            if (!line.isEmpty() && !name.isEmpty()) {
                attributes.putIfAbsent(name, line);
            }
        }
    }

    private RowProblem problem(JsonObjects.Row line, @Nullable String field, String message) {
        return new RowProblem(file, line.number(), field, message);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
