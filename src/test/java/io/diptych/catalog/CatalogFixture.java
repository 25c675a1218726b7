package io.diptych.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a catalog and reads it back whole. */
final class CatalogFixture {

    private CatalogFixture() {}

    static List<CatalogEntry> read(Path folder, String name, String text) throws IOException {
        return read(Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8));
    }

    static List<CatalogEntry> read(Path file) throws IOException {
        List<CatalogEntry> entries = new ArrayList<>();
        try (CatalogReader reader = Catalogs.ofKnownFormats().open(file, null)) {
            reader.forEachRemaining(entries::add);
        }
        return entries;
    }

    static List<Product> products(List<CatalogEntry> entries) {
        return entries.stream()
                .filter(Product.class::isInstance)
                .map(Product.class::cast)
                .toList();
    }

    static List<String> problems(List<CatalogEntry> entries) {
        return entries.stream()
                .filter(RowProblem.class::isInstance)
                .map(Object::toString)
                .toList();
    }
}
