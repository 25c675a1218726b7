package io.diptych.catalog;

import java.io.IOException;
import java.io.Reader;

/**
 * Remembers what was read since a chosen position, so that a parser which lost its way in a broken row can start again
 * further down. Positions count characters from the start of the text.
 */
final class RecallingReader extends Reader {

    /** Thrown by {@link #read} when more than the limit was read without {@link #forgetBefore}: a quote never closed. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException(int limit) {
            super("more than " + limit + " characters");
        }
    }

    private final Reader text;
    private final int limit;
    private final StringBuilder kept = new StringBuilder();
    private long keptFrom;
    private int next;

    RecallingReader(Reader text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == kept.length()) {
            if (kept.length() > limit) {
                throw new TooLongException(limit);
            }
            int read = text.read(buffer, offset, length);
            if (read > 0) {
                kept.append(buffer, offset, read);
                next += read;
            }
            return read;
        }
        int recalled = Math.min(length, kept.length() - next);
        kept.getChars(next, next + recalled, buffer, offset);
        next += recalled;
        return recalled;
    }

    void forgetBefore(long position) {
        // Cutting the front off moves the rest, so it is worth it only for a good part of what is kept.
        int forgotten = Math.toIntExact(position - keptFrom);
        if (forgotten > 1 << 15) {
            kept.delete(0, forgotten);
            keptFrom = position;
            next -= forgotten;
        }
    }

    /** The kept text from {@code position} on, at most {@code length} characters of it. */
    CharSequence recall(long position, int length) {
        int start = Math.toIntExact(position - keptFrom);
        return kept.subSequence(start, Math.min(kept.length(), start + length));
    }

    /** Where the line begins that is {@code lines} below the one at {@code position}, within the kept text. */
    long skipLines(long position, long lines) {
        int at = Math.toIntExact(position - keptFrom);
        for (long skipped = 0; skipped < lines && at < kept.length(); at++) {
            char c = kept.charAt(at);
            boolean pair = c == '\r' && at + 1 < kept.length() && kept.charAt(at + 1) == '\n';
            if (c == '\n' || c == '\r' && !pair) {
                skipped++;
            }
        }
        return keptFrom + at;
    }

    /**
     * Where the line after the one at {@code position} begins; the end of the text where there is none. Forgets all
     * before it, however long the line is, and reads on from there.
     */
    long returnToLineAfter(long position) throws IOException {
        forget(Math.toIntExact(position - keptFrom));
        while (kept.length() > 0 || readMore()) {
            for (int i = 0; i < kept.length(); i++) {
                char c = kept.charAt(i);
                if (c == '\n') {
                    return forget(i + 1);
                }
                if (c == '\r') {
                    boolean pair = (i + 1 < kept.length() || readMore()) && kept.charAt(i + 1) == '\n';
                    return forget(pair ? i + 2 : i + 1);
                }
            }
            forget(kept.length());
        }
        return keptFrom;
    }

    private long forget(int characters) {
        kept.delete(0, characters);
        keptFrom += characters;
        next = 0;
        return keptFrom;
    }

    private boolean readMore() throws IOException {
        char[] buffer = new char[8192];
        int read = text.read(buffer);
        if (read > 0) {
            kept.append(buffer, 0, read);
        }
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
