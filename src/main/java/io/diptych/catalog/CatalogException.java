package io.diptych.catalog;

import java.io.IOException;

/** A catalog that cannot be read at all: missing, of no known format, or without the columns that every row needs. */
public class CatalogException extends IOException {

    private static final long serialVersionUID = 1L;

    public CatalogException(String message) {
        super(message);
    }
}
