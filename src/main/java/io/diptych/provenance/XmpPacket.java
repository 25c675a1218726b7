package io.diptych.provenance;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the XMP packet of a picture file (XMP specification part 3): PNG {@code iTXt}, JPEG {@code APP1}, TIFF tag 700,
 * WebP {@code XMP }. Files come from anywhere: whatever is broken holds no packet.
 */
final class XmpPacket {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final String PNG_KEYWORD = "XML:com.adobe.xmp\0";
    private static final String JPEG_HEADER = "http://ns.adobe.com/xap/1.0/\0";
    private static final int TIFF_TAG = 700;

    private XmpPacket() {}

    static Optional<String> find(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        try {
            if (startsWith(file, PNG)) {
                return inPng(buffer.position(PNG.length));
            }
            if (startsWith(file, new byte[] {(byte) 0xFF, (byte) 0xD8})) {
                return inJpeg(buffer.position(2));
            }
            if (startsWith(file, new byte[] {'I', 'I', 42, 0})) {
                return inTiff(buffer.order(ByteOrder.LITTLE_ENDIAN));
            }
            if (startsWith(file, new byte[] {'M', 'M', 0, 42})) {
                return inTiff(buffer);
            }
            if (startsWith(file, "RIFF".getBytes(StandardCharsets.US_ASCII))
                    && "WEBP".equals(name(buffer.position(8)))) {
                return inWebp(buffer.order(ByteOrder.LITTLE_ENDIAN).position(12));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // cut off or broken
        }
        return Optional.empty();
    }

    private static Optional<String> inPng(ByteBuffer file) {
        while (file.remaining() >= 12) {
            int length = file.getInt();
            String type = name(file);
            byte[] data = bytes(file, length);
            file.getInt();
            if (type.equals("iTXt")) {
                String text = new String(data, StandardCharsets.UTF_8);
                // keyword, compression flag and method, language and translated keyword (each ended by 0)
                int language = PNG_KEYWORD.length() + 2;
                if (text.startsWith(PNG_KEYWORD) && text.charAt(PNG_KEYWORD.length()) == 0) {
                    int translated = text.indexOf('\0', language) + 1;
                    return Optional.of(text.substring(text.indexOf('\0', translated) + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inJpeg(ByteBuffer file) {
        while (file.remaining() >= 4 && (file.get() & 0xFF) == 0xFF) {
            int marker = file.get() & 0xFF;
            if (marker == 0xFF) {
                // fill byte
                file.position(file.position() - 1);
                continue;
            }
            if (marker == 0xDA || marker == 0xD9) {
                return Optional.empty();
            }
            byte[] data = bytes(file, (file.getShort() & 0xFFFF) - 2);
            if (marker == 0xE1) {
                String text = new String(data, StandardCharsets.UTF_8);
                if (text.startsWith(JPEG_HEADER)) {
                    return Optional.of(text.substring(JPEG_HEADER.length()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inTiff(ByteBuffer file) {
        file.position(file.getInt(4));
        for (int entries = file.getShort() & 0xFFFF; entries > 0; entries--) {
            int tag = file.getShort() & 0xFFFF;
            file.getShort();
            int count = file.getInt();
            int offset = file.getInt();
            if (tag == TIFF_TAG) {
                return Optional.of(new String(bytes(file.position(offset), count), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inWebp(ByteBuffer file) {
        while (file.remaining() >= 8) {
            String type = name(file);
            int length = file.getInt();
            byte[] data = bytes(file, length);
            if (type.equals("XMP ")) {
                return Optional.of(new String(data, StandardCharsets.UTF_8));
            }
            if (length % 2 == 1) {
                file.get();
            }
        }
        return Optional.empty();
    }

    private static String name(ByteBuffer file) {
        return new String(bytes(file, 4), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ByteBuffer file, int length) {
        if (length < 0 || length > file.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        file.get(bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        return file.length > magic.length
                && ByteBuffer.wrap(file, 0, magic.length).equals(ByteBuffer.wrap(magic));
    }
}
