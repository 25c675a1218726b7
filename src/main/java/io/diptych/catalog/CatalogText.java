package io.diptych.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The text of a catalog file. UTF-8 unless a byte order mark says UTF-16 (as spreadsheets save "Unicode text"); bytes
 * that are not valid become U+FFFD, which the formats report for the row they stand in.
 */
final class CatalogText {

    /** Stands for bytes that are no text in the file's encoding. */
    static final char UNREADABLE = '\uFFFD';

    private static final int LONGEST_FIRST_LINE = 1 << 16;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private CatalogText() {}

    static Reader open(Path file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), 3);
        try {
            return new BufferedReader(new InputStreamReader(bytes, skipMark(bytes)), 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static String firstLine(Path file) throws IOException {
        try (Reader text = open(file)) {
            StringBuilder line = new StringBuilder();
            for (int c = text.read(); c >= 0 && line.length() < LONGEST_FIRST_LINE; c = text.read()) {
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                } else if (line.toString().isBlank()) {
                    line.setLength(0);
                } else {
                    break;
                }
            }
            return line.toString();
        }
    }

    /** In one line: runs of blanks and line ends become one space. */
    static String oneLine(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static Charset skipMark(PushbackInputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(3);
        int mark = 0;
        Charset charset = StandardCharsets.UTF_8;
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            mark = 3;
        } else if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        }
        bytes.unread(start, mark, start.length - mark);
        return charset;
    }
}
