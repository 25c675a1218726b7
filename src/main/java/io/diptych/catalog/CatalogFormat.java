package io.diptych.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** A way to write a catalog down. A new format is one Spring component that implements this. */
public interface CatalogFormat {

    /** The name that a campaign's {@code catalog.format} gives it, such as {@code shopify-csv}. */
    String name();

    /**
     * Whether a file looks like this format.
     *
     * @param file the catalog, for its name
     * @param firstLine its first line that is not blank, without byte order mark, at most 64 KiB of it
     */
    boolean recognises(Path file, String firstLine);

    /**
     * Opens a catalog. The reader holds no more than a product and its rows in memory.
     *
     * @throws CatalogException when no row of the file could be understood
     */
    CatalogReader open(Path file) throws IOException;
}
