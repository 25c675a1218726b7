package io.diptych.catalog;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text (RFC 4180), going on after a broken one: from the line after the one where it began, the
 * first line that parses and has as many values as the header is taken as the next record.
 */
final class CsvRecords implements AutoCloseable {

    /** A record, or the place where there should have been one. */
    sealed interface Row permits Cells, Broken {}

    /** A record as it stands: the values of line {@code line} and, with quoted line ends, those below it. */
    record Cells(long line, List<String> values) implements Row {

        boolean blank() {
            return values.stream().allMatch(String::isBlank);
        }
    }

    /** Lines that could not be understood: what is wrong with the first, and the column (from 0) where it shows. */
    record Broken(long line, long lastLine, @Nullable Integer column, String message) implements Row {}

    /** A record may have this many characters: Shopify allows 512 KiB for a description. */
    static final int LONGEST_RECORD = 1 << 21;

    private final RecallingReader text;
    private final CSVFormat format;
    private final char delimiter;
    private CSVParser parser;
    private Iterator<CSVRecord> records;
    private long linesBeforeParser;
    private int columns = -1;
    private long goodLine = 1;
    private long goodStart;
    private @Nullable Cells found;

    CsvRecords(Reader text, char delimiter) throws IOException {
        this.text = new RecallingReader(text, LONGEST_RECORD);
        this.delimiter = delimiter;
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        this.parser = parserAt(0);
        this.records = parser.iterator();
    }

    /** How many values a record must have; before it is set, the first record is taken as it is. */
    void expectColumns(int count) {
        columns = count;
    }

    /** The next record or broken place; null at the end. */
    @Nullable
    Row next() throws IOException {
        if (found != null) {
            Cells row = found;
            found = null;
            return row;
        }
        long line = line();
        try {
            Cells row = parse();
            if (row == null || columns < 0 || row.values().size() <= columns && oneLineOrWhole(row)) {
                return row;
            }
            String message = "%d values where the header has %d columns; put values that hold \"%s\" in quotes"
                    .formatted(row.values().size(), columns, delimiter);
            return line() == line + 1 ? new Broken(line, line, null, message) : resume(line, goodStart, null, message);
        } catch (CSVException | RecallingReader.TooLongException e) {
            long start = text.skipLines(goodStart, line - goodLine);
            QuotingFault fault = QuotingFault.find(text.recall(start, LONGEST_RECORD), delimiter);
            return resume(line, start, fault.column(), fault.message());
        }
    }

    /**
     * Spreadsheets leave out empty values at the end of a row, so a shorter row is fine. One of several lines, though,
     * has swallowed others behind a quote that was never closed.
     */
    private boolean oneLineOrWhole(Cells row) {
        return row.values().size() == columns || line() == row.line() + 1;
    }

    private Row resume(long brokenLine, long brokenStart, @Nullable Integer column, String message) throws IOException {
        long lastLine = brokenLine;
        long start = brokenStart;
        while (true) {
            start = text.returnToLineAfter(start);
            linesBeforeParser = lastLine;
            goodLine = lastLine + 1;
            goodStart = start;
            parser = parserAt(start);
            records = parser.iterator();
            try {
                Cells row = parse();
                if (row == null || row.values().size() == columns) {
                    found = row;
                    return new Broken(brokenLine, lastLine, column, message);
                }
            } catch (CSVException | RecallingReader.TooLongException e) {
                // This line belongs to the broken row, or is another: on to the next.
            }
            lastLine++;
        }
    }

    /** One record, remembering where it begins; null at the end. */
    private @Nullable Cells parse() throws IOException {
        long line = line();
        try {
            if (!records.hasNext()) {
                return null;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        CSVRecord record = records.next();
        goodLine = line;
        goodStart = record.getCharacterPosition();
        text.forgetBefore(goodStart);
        return new Cells(line, record.toList());
    }

    private long line() {
        return linesBeforeParser + parser.getCurrentLineNumber() + 1;
    }

    private CSVParser parserAt(long position) throws IOException {
        return CSVParser.builder()
                .setReader(text)
                .setFormat(format)
                .setCharacterOffset(position)
                .get();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
