package io.diptych.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * The entries of one catalog in file order, read from disk as they are asked for. {@link #next()} throws {@link
 * UncheckedIOException} when the disk fails; a bad row is an entry, not an exception.
 */
public interface CatalogReader extends Iterator<CatalogEntry>, AutoCloseable {

    @Override
    void close() throws IOException;
}
