package io.diptych.catalog;

import java.io.IOException;

/** Lets the first product of each sku through and reports the others. */
final class UniqueSkus implements CatalogReader {

    private final String file;
    private final CatalogReader entries;
    private final FirstLines seen = new FirstLines();

    UniqueSkus(String file, CatalogReader entries) {
        this.file = file;
        this.entries = entries;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public CatalogEntry next() {
        CatalogEntry entry = entries.next();
        if (entry instanceof Product product) {
            long before = seen.add(product.sku(), product.line());
            if (before != 0) {
                return new RowProblem(
                        file,
                        product.line(),
                        "sku",
                        "\"%s\" stands on line %d already; give \"%s\" a sku of its own"
                                .formatted(product.sku(), before, product.title()));
            }
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
