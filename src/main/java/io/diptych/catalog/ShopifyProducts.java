package io.diptych.catalog;

import io.diptych.catalog.ShopifyColumns.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a Shopify export into products: those with one handle, standing together, are one product. */
final class ShopifyProducts implements CatalogReader {

    private final String file;
    private final ShopifyColumns columns;
    private final CsvRecords records;
    private final Deque<CatalogEntry> ready = new ArrayDeque<>();
    private @Nullable ShopifyProduct current;
    private boolean ended;

    ShopifyProducts(String file, ShopifyColumns columns, CsvRecords records) {
        this.file = file;
        this.columns = columns;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            try {
                take(records.next());
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public CatalogEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void take(CsvRecords.@Nullable Row row) {
        if (row == null) {
            ended = true;
            finish();
        } else if (row instanceof CsvRecords.Broken broken) {
            ready.add(problem(broken));
        } else if (row instanceof CsvRecords.Cells cells && !cells.blank()) {
            take(cells);
        }
    }

    private void take(CsvRecords.Cells row) {
        String handle = columns.value(Column.HANDLE, row.values());
        if (current != null && isText(handle, row.values())) {
            current.runsOn(row.line());
            return;
        }
        boolean newProduct = !columns.value(Column.TITLE, row.values()).isEmpty();
        if (handle.isEmpty() && (newProduct || current == null)) {
            ready.add(new RowProblem(
                    file,
                    row.line(),
                    columns.name(Column.HANDLE),
                    "is empty; the first row of a product needs its handle, such as black-leather-watch"));
            return;
        }
        if (current == null || !handle.isEmpty() && !handle.equals(current.handle())) {
            finish();
            current = new ShopifyProduct(handle, row.line(), columns);
        }
        current.add(row);
    }

    /** A further line of a description without quotes: no handle has blanks or brackets, and the row is cut short. */
    private boolean isText(String handle, List<String> values) {
        return values.size() < columns.count()
                && columns.value(Column.IMAGE, values).isEmpty()
                && handle.chars().anyMatch(c -> c == '<' || c == '>' || Character.isWhitespace(c));
    }

    private void finish() {
        if (current != null) {
            ready.add(current.finish(file));
            current = null;
        }
    }

    private RowProblem problem(CsvRecords.Broken broken) {
        String field = broken.column() == null ? null : columns.name(broken.column());
        String skipped = broken.lastLine() == broken.line()
                ? ""
                : "; lines " + broken.line() + " to " + broken.lastLine() + " are left out";
        return new RowProblem(file, broken.line(), field, broken.message() + skipped);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
