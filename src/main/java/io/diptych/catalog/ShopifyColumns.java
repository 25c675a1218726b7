package io.diptych.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * Where a Shopify product CSV keeps what Diptych reads. Shopify has renamed its columns over the years; the older name
 * stands first. Columns that are not listed are left alone.
 *
 * @see <a href="https://help.shopify.com/en/manual/products/import-export/using-csv">Shopify Help: Using CSV files</a>
 */
final class ShopifyColumns {

    enum Column {
        HANDLE("Handle", "URL handle"),
        TITLE("Title"),
        BODY("Body (HTML)", "Description", "Body HTML"),
        VENDOR("Vendor"),
        CATEGORY("Product Category", "Standard Product Type"),
        TYPE("Type", "Custom Product Type", "Product Type"),
        TAGS("Tags"),
        STATUS("Status"),
        SKU("Variant SKU", "SKU"),
        PRICE("Variant Price", "Price"),
        IMAGE("Image Src", "Product image URL"),
        IMAGE_POSITION("Image Position"),
        VARIANT_IMAGE("Variant Image", "Variant image URL");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    /** Shopify has three options, such as color and size. */
    static final int OPTIONS = 3;

    private static final Pattern METAFIELD = Pattern.compile("(.+?) \\(product\\.metafields\\.[^)]+\\)");

    private final List<String> header;
    private final Map<Column, Integer> indices = new EnumMap<>(Column.class);
    private final int[] optionNames = new int[OPTIONS];
    private final int[] optionValues = new int[OPTIONS];
    private final Map<String, Integer> metafields = new LinkedHashMap<>();

    private ShopifyColumns(List<String> header) {
        this.header = header;
        List<String> lower =
                header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        for (Column column : Column.values()) {
            column.names.stream()
                    .map(name -> lower.indexOf(name.toLowerCase(Locale.ROOT)))
                    .filter(index -> index >= 0)
                    .findFirst()
                    .ifPresent(index -> indices.put(column, index));
        }
        for (int i = 0; i < OPTIONS; i++) {
            optionNames[i] = lower.indexOf("option" + (i + 1) + " name");
            optionValues[i] = lower.indexOf("option" + (i + 1) + " value");
        }
        for (int i = 0; i < header.size(); i++) {
            Matcher metafield = METAFIELD.matcher(header.get(i));
            String attribute = metafield.matches() ? AttributeName.of(metafield.group(1)) : "";
            if (!attribute.isEmpty()) {
                metafields.putIfAbsent(attribute, i);
            }
        }
    }

    /** Whether a header line names the columns that only Shopify has. */
    static boolean areIn(List<String> header) {
        ShopifyColumns columns = new ShopifyColumns(strip(header));
        return columns.indices.containsKey(Column.HANDLE);
    }

    /** @throws CatalogException where a column is missing that every product needs */
    static ShopifyColumns of(List<String> header, String file, long line) throws CatalogException {
        ShopifyColumns columns = new ShopifyColumns(strip(header));
        List<String> problems = new ArrayList<>();
        for (Column needed : List.of(Column.HANDLE, Column.TITLE, Column.IMAGE)) {
            if (!columns.indices.containsKey(needed)) {
                problems.add(columns.missing(needed));
            }
        }
        if (!problems.isEmpty()) {
            throw new CatalogException(file + ":" + line + ": " + String.join("; ", problems));
        }
        return columns;
    }

    int count() {
        return header.size();
    }

    /** A column as this file calls it. */
    String name(Column column) {
        Integer index = indices.get(column);
        return index == null ? column.names.get(0) : header.get(index);
    }

    String name(int index) {
        return index < header.size() ? header.get(index) : "column " + (index + 1);
    }

    /** The value without surrounding blanks; empty where the row or the file does not have it. */
    String value(Column column, List<String> row) {
        Integer index = indices.get(column);
        return index == null ? "" : at(index, row);
    }

    /** @param option from 1 to {@link #OPTIONS} */
    String optionName(int option, List<String> row) {
        return at(optionNames[option - 1], row);
    }

    String optionValue(int option, List<String> row) {
        return at(optionValues[option - 1], row);
    }

    /** The product's metafields by normalised name, such as {@code material}: the first where one is a list. */
    Map<String, String> metafields(List<String> row) {
        Map<String, String> values = new LinkedHashMap<>();
        metafields.forEach((name, index) -> {
            String first = at(index, row).split(";", 2)[0].strip();
            if (!first.isEmpty()) {
                values.put(name, first);
            }
        });
        return values;
    }

    private String missing(Column column) {
        String wanted = String.join("\" or \"", column.names);
        String nearest = nearest(column);
        return "there is no column \"" + wanted + "\""
                + (nearest == null ? "" : "; is \"" + nearest + "\" meant for it?");
    }

    private @Nullable String nearest(Column column) {
        LevenshteinDistance distance = new LevenshteinDistance(3);
        for (String wanted : column.names) {
            for (String name : header) {
                if (distance.apply(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) >= 0) {
                    return name;
                }
            }
        }
        return null;
    }

    private static String at(int index, List<String> row) {
        return index >= 0 && index < row.size() ? row.get(index).strip() : "";
    }

    private static List<String> strip(List<String> header) {
        return header.stream().map(String::strip).toList();
    }
}
