package io.diptych.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One sellable item of a catalog.
 *
 * @param sku identifies the product in its catalog; never empty
 * @param title in one line; never empty
 * @param attributes further values by normalised name (see {@link AttributeName}): {@code vendor}, {@code type}, {@code
 *     color} …; no empty values; in the catalog's order
 * @param photo the product photo
 * @param line where the product begins in its catalog, from 1
 */
public record Product(String sku, String title, Map<String, String> attributes, PhotoReference photo, long line)
        implements CatalogEntry {

    public Product {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Everything a scene's placeholders can name: {@code sku}, {@code title} and the attributes. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>(attributes);
        values.put("sku", sku);
        values.put("title", title);
        return values;
    }
}
