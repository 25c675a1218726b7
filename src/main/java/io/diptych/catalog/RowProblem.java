package io.diptych.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A row that gives no product.
 *
 * @param file the catalog, as it was named
 * @param line where the row begins, from 1
 * @param field the column or field at fault; null where it is the row as a whole
 * @param message what is wrong and what would be right
 */
public record RowProblem(String file, long line, @Nullable String field, String message) implements CatalogEntry {

    /** One line for people: {@code catalog.csv:12: Image Src: …}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (field == null ? "" : field + ": ") + message;
    }
}
