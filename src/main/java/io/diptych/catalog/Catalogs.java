package io.diptych.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens catalogs of every known format. */
@Component
public class Catalogs {

    private final List<CatalogFormat> formats;

    public Catalogs(List<CatalogFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /** The formats that Diptych brings along, outside of Spring. */
    public static Catalogs ofKnownFormats() {
        return new Catalogs(List.of(new ShopifyCsv(), new JsonLines()));
    }

    /**
     * Opens a catalog for reading, row by row. A product whose sku stood further up already is a problem of its row.
     *
     * @param file the catalog
     * @param format the name of its format; null to tell from the file
     * @throws CatalogException when the file is missing, its format unknown, or no row could be understood
     */
    public CatalogReader open(Path file, @Nullable String format) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CatalogException(file + ": there is no such file; name a catalog (" + names() + ")");
        }
        return new UniqueSkus(file.toString(), (format == null ? recognised(file) : named(format, file)).open(file));
    }

    private CatalogFormat recognised(Path file) throws IOException {
        String firstLine = CatalogText.firstLine(file);
        if (firstLine.isBlank()) {
            throw new CatalogException(file + ": the catalog is empty");
        }
        return formats.stream()
                .filter(format -> format.recognises(file, firstLine))
                .findFirst()
                .orElseThrow(() -> new CatalogException(file + ":1: this is no known kind of catalog (" + names()
                        + "): a Shopify export begins with a row of column names, Handle or URL handle among them"));
    }

    private CatalogFormat named(String name, Path file) throws CatalogException {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new CatalogException(file + ": \"" + name + "\" is no known format; known are " + names()));
    }

    private String names() {
        return formats.stream().map(CatalogFormat::name).collect(Collectors.joining(", "));
    }
}
