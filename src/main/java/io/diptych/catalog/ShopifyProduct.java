package io.diptych.catalog;

import io.diptych.catalog.ShopifyColumns.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The rows of one handle on their way to a product. What the first row leaves empty, a later one may give. */
final class ShopifyProduct {

    private final String handle;
    private final long line;
    private final ShopifyColumns columns;
    private final Map<Column, String> values = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> metafields = new LinkedHashMap<>();
    private final List<String> optionNames = new ArrayList<>(List.of("", "", ""));
    private @Nullable PhotoReference photo;
    private @Nullable PhotoReference variantPhoto;
    private int photoPosition = Integer.MAX_VALUE;
    private long lastLineOfText;

    ShopifyProduct(String handle, long line, ShopifyColumns columns) {
        this.handle = handle;
        this.line = line;
        this.columns = columns;
    }

    String handle() {
        return handle;
    }

    void add(CsvRecords.Cells row) {
        List<String> cells = row.values();
        for (Column column : Column.values()) {
            String value = columns.value(column, cells);
            if (!value.isEmpty()) {
                values.putIfAbsent(column, value);
            }
        }
        columns.metafields(cells).forEach(metafields::putIfAbsent);
        addOptions(cells);
        addPhotos(row);
    }

    /** Notes a line that is no row of its own but text of a row above. */
    void runsOn(long lineOfText) {
        lastLineOfText = lineOfText;
    }

    /** Only the first variant counts: the photo at position 1 is of that one. Later rows may leave the names out. */
    private void addOptions(List<String> cells) {
        boolean first = options.isEmpty();
        for (int i = 1; i <= ShopifyColumns.OPTIONS; i++) {
            String name = columns.optionName(i, cells);
            if (!name.isEmpty()) {
                optionNames.set(i - 1, name);
            }
            String attribute = AttributeName.of(Parser.unescapeEntities(optionNames.get(i - 1), false));
            String value = columns.optionValue(i, cells);
            // A product without variants has one all the same: option "Title", value "Default Title".
            if (first && !value.isEmpty() && !attribute.isEmpty() && !attribute.equals("title")) {
                options.put(attribute, CatalogText.oneLine(Parser.unescapeEntities(value, false)));
            }
        }
    }

    private void addPhotos(CsvRecords.Cells row) {
        String image = columns.value(Column.IMAGE, row.values());
        if (!image.isEmpty()) {
            int position = position(columns.value(Column.IMAGE_POSITION, row.values()));
            if (photo == null || position < photoPosition) {
                photo = new PhotoReference(image, row.line());
                photoPosition = position;
            }
        }
        String ofVariant = columns.value(Column.VARIANT_IMAGE, row.values());
        if (variantPhoto == null && !ofVariant.isEmpty()) {
            variantPhoto = new PhotoReference(ofVariant, row.line());
        }
    }

    private static int position(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    CatalogEntry finish(String file) {
        if (lastLineOfText > 0) {
            return problem(
                    file,
                    Column.BODY,
                    "of \"%s\" runs on to line %d without quotes; put a value that has line ends in quotes"
                            .formatted(handle, lastLineOfText));
        }
        String title = text(Column.TITLE);
        if (title.isEmpty()) {
            return problem(file, Column.TITLE, "is empty in every row of \"" + handle + "\"; name the product there");
        }
        PhotoReference reference = photo != null ? photo : variantPhoto;
        if (reference == null) {
            return problem(
                    file, Column.IMAGE, "is empty in every row of \"" + handle + "\"; name the product's photo there");
        }
        String sku = sku();
        Map<String, String> attributes = attributes();
        String read = title + sku + reference.location() + attributes.values();
        if (read.indexOf(CatalogText.UNREADABLE) >= 0) {
            return new RowProblem(
                    file, line, null, "\"" + handle + "\" has letters that are not UTF-8; save the file as UTF-8");
        }
        return new Product(sku, title, attributes, reference, line);
    }

    private RowProblem problem(String file, Column column, String message) {
        return new RowProblem(file, line, columns.name(column), message);
    }

    /** Shopify puts an apostrophe before all digits, lest a spreadsheet takes them for a number. */
    private String sku() {
        String sku = text(Column.SKU);
        return sku.isEmpty() ? handle : sku.matches("'\\d+") ? sku.substring(1) : sku;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("handle", handle);
        put(attributes, "vendor", Column.VENDOR);
        put(attributes, "type", Column.TYPE);
        put(attributes, "category", Column.CATEGORY);
        put(attributes, "tags", Column.TAGS);
        put(attributes, "price", Column.PRICE);
        put(attributes, "status", Column.STATUS);
        String body = values.get(Column.BODY);
        if (body != null) {
            String text = CatalogText.oneLine(Jsoup.parse(body).text());
            if (!text.isEmpty()) {
                attributes.put("description", text);
            }
        }
        options.forEach(attributes::putIfAbsent);
        metafields.forEach(attributes::putIfAbsent);
        attributes.remove("sku");
        attributes.remove("title");
        return attributes;
    }

    private void put(Map<String, String> attributes, String name, Column column) {
        String value = text(column);
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /** Some shops' titles went through HTML on their way and hold {@code &amp;}. */
    private String text(Column column) {
        return CatalogText.oneLine(Parser.unescapeEntities(values.getOrDefault(column, ""), false));
    }
}
