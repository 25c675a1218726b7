package io.diptych.catalog;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * A shop's product export as Shopify writes it, one product a handle. Semicolons or tabs in place of commas, as
 * spreadsheets put them in some countries, are understood too.
 */
@Component
final class ShopifyCsv implements CatalogFormat {

    @Override
    public String name() {
        return "shopify-csv";
    }

    @Override
    public boolean recognises(Path file, String firstLine) {
        try (CsvRecords records = new CsvRecords(new StringReader(firstLine), delimiter(firstLine))) {
            return records.next() instanceof CsvRecords.Cells header && ShopifyColumns.areIn(header.values());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public CatalogReader open(Path file) throws IOException {
        char delimiter = delimiter(CatalogText.firstLine(file));
        Reader text = CatalogText.open(file);
        CsvRecords records = new CsvRecords(text, delimiter);
        try {
            CsvRecords.Row row = records.next();
            while (row instanceof CsvRecords.Cells cells && cells.blank()) {
                row = records.next();
            }
            if (row instanceof CsvRecords.Broken broken) {
                throw new CatalogException(
                        file + ":" + broken.line() + ": the header cannot be read: " + broken.message());
            }
            if (!(row instanceof CsvRecords.Cells header)) {
                throw new CatalogException(file + ": the catalog is empty");
            }
            ShopifyColumns columns = ShopifyColumns.of(header.values(), file.toString(), header.line());
            records.expectColumns(columns.count());
            return new ShopifyProducts(file.toString(), columns, records);
        } catch (IOException e) {
            records.close();
            throw e;
        }
    }

    private static char delimiter(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }
}
