package io.diptych.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * One JSON object a line, such as {@code {"sku": "W-1", "title": "Diver watch", "photo": "w1.png", "color": "red"}}.
 * {@code sku}, {@code title} and {@code photo} are needed; every other text, number or truth value (or list of them) is
 * an attribute, and so is every member of an object {@code attributes}.
 */
@Component
final class JsonLines implements CatalogFormat {

    @Override
    public String name() {
        return "json-lines";
    }

    @Override
    public boolean recognises(Path file, String firstLine) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl")
                || name.endsWith(".ndjson")
                || firstLine.stripLeading().startsWith("{");
    }

    @Override
    public CatalogReader open(Path file) throws IOException {
        return new JsonLinesProducts(file);
    }
}
