package io.diptych.provenance;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.GZIPException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A PNG (third edition) whose bytes follow from pixels and mark alone: 8-bit RGB in sRGB, one {@code IDAT}, the filter of
 * each row by the smallest sum of absolute differences, and deflate in Java, since the JDK's calls the zlib of the
 * machine.
 */
public final class MarkedPng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LEVEL = 9;
    private static final int BYTES = 3;

    private MarkedPng() {}

    public static byte[] encode(Raster picture, Mark mark) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header(picture));
            chunk(out, "sRGB", new byte[] {0});
            chunk(out, "iTXt", internationalText("XML:com.adobe.xmp", mark.toXmp()));
            chunk(out, "IDAT", deflate(filteredRows(picture)));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] header(Raster picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        // 8 bits, RGB, deflate, adaptive filters, not interlaced
        out.write(new byte[] {8, 2, 0, 0, 0});
        return bytes.toByteArray();
    }

    /** Neither compressed nor translated. */
    private static byte[] internationalText(String keyword, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(keyword.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(new byte[] {0, 0, 0, 0, 0});
        bytes.write(text.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] filteredRows(Raster picture) {
        int length = BYTES * picture.width();
        byte[] above = new byte[length];
        byte[] row = new byte[length];
        byte[] candidate = new byte[length];
        byte[] best = new byte[length];
        ByteArrayOutputStream rows = new ByteArrayOutputStream(picture.height() * (length + 1));
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int pixel = picture.rgb()[y * picture.width() + x];
                row[BYTES * x] = (byte) (pixel >> 16);
                row[BYTES * x + 1] = (byte) (pixel >> 8);
                row[BYTES * x + 2] = (byte) pixel;
            }
            int bestFilter = 0;
            long bestSum = Long.MAX_VALUE;
            for (int filter = 0; filter <= 4; filter++) {
                long sum = filter(filter, row, above, candidate);
                if (sum < bestSum) {
                    bestSum = sum;
                    bestFilter = filter;
                    byte[] swap = best;
                    best = candidate;
                    candidate = swap;
                }
            }
            rows.write(bestFilter);
            rows.write(best, 0, length);
            byte[] swap = above;
            above = row;
            row = swap;
        }
        return rows.toByteArray();
    }

    /** Filters one row (PNG section 9.2) and returns the sum of the absolute values of its bytes. */
    private static long filter(int filter, byte[] row, byte[] above, byte[] filtered) {
        long sum = 0;
        for (int i = 0; i < row.length; i++) {
            int left = i < BYTES ? 0 : row[i - BYTES] & 0xFF;
            int up = above[i] & 0xFF;
            int upLeft = i < BYTES ? 0 : above[i - BYTES] & 0xFF;
            int predicted = switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                default -> paeth(left, up, upLeft);
            };
            filtered[i] = (byte) (row[i] - predicted);
            sum += Math.abs(filtered[i]);
        }
        return sum;
    }

    private static int paeth(int left, int up, int upLeft) {
        int estimate = left + up - upLeft;
        int fromLeft = Math.abs(estimate - left);
        int fromUp = Math.abs(estimate - up);
        int fromUpLeft = Math.abs(estimate - upLeft);
        if (fromLeft <= fromUp && fromLeft <= fromUpLeft) {
            return left;
        }
        return fromUp <= fromUpLeft ? up : upLeft;
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater())) {
            out.write(bytes);
        }
        return deflated.toByteArray();
    }

    private static Deflater deflater() throws IOException {
        try {
            return new Deflater(LEVEL);
        } catch (GZIPException e) {
            throw new IOException(e);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
