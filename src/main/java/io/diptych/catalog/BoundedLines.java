package io.diptych.catalog;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none of them held beyond a limit. */
final class BoundedLines implements AutoCloseable {

    /** @param cut whether the line was longer than the limit and {@code text} is only its beginning */
    record Line(long number, String text, boolean cut) {}

    static final int LONGEST_LINE = 1 << 21;

    private final Reader text;
    private long number;

    BoundedLines(Reader text) {
        this.text = text;
    }

    /** The next line, without its end; null at the end. */
    @Nullable
    Line next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean cut = false;
        int c = text.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = text.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            } else {
                cut = true;
            }
        }
        return new Line(++number, line.toString(), cut);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
