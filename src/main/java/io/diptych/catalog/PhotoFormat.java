package io.diptych.catalog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The picture formats that are read, told by their content. */
public enum PhotoFormat {
    PNG("png"),
    JPEG("jpeg"),
    GIF("gif"),
    BMP("bmp"),
    WEBP("webp");

    private static final int HEAD = 512;

    private final String imageIoName;

    PhotoFormat(String imageIoName) {
        this.imageIoName = imageIoName;
    }

    /** As HTTP names it. */
    public String mediaType() {
        return "image/" + imageIoName;
    }

    String imageIoName() {
        return imageIoName;
    }

    static Optional<PhotoFormat> of(byte[] content) {
        if (startsWith(content, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(content, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (startsWith(content, 0, "GIF87a") || startsWith(content, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(content, 0, "RIFF") && startsWith(content, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        // "BM" alone begins many a text; the four reserved bytes are zero in every bitmap.
        if (startsWith(content, 0, "BM") && startsWith(content, 6, "\0\0\0\0")) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    /** What content that is none of these formats seems to be, for the error message. */
    static String guess(byte[] content) {
        if (content.length == 0) {
            return "nothing: the file is empty";
        }
        if (startsWith(content, 4, "ftyp")) {
            return "an HEIC or AVIF picture or a video";
        }
        if (startsWith(content, 0, "II*\0") || startsWith(content, 0, "MM\0*")) {
            return "a TIFF picture";
        }
        if (startsWith(content, 0, "%PDF")) {
            return "a PDF document";
        }
        Optional<String> text = text(content);
        if (text.isEmpty()) {
            return "data of an unknown kind";
        }
        String start = text.get().stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "a web page";
        }
        if (start.startsWith("<svg") || start.startsWith("<?xml") && start.contains("<svg")) {
            return "an SVG drawing";
        }
        return "text";
    }

    private static Optional<String> text(byte[] content) {
        ByteBuffer head = ByteBuffer.wrap(content, 0, Math.min(HEAD, content.length));
        CharBuffer decoded = CharBuffer.allocate(HEAD);
        boolean wellFormed = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(head, decoded, false)
                .isError();
        String text = decoded.flip().toString();
        boolean printable = text.codePoints().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        return wellFormed && printable ? Optional.of(text) : Optional.empty();
    }

    private static boolean startsWith(byte[] content, int offset, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= offset + expected.length
                && ByteBuffer.wrap(content, offset, expected.length).equals(ByteBuffer.wrap(expected));
    }
}
