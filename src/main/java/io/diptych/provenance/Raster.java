package io.diptych.provenance;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * An opaque picture in sRGB.
 *
 * @param rgb one number per pixel, {@code 0xRRGGBB}, row by row from the top left
 */
public record Raster(int width, int height, int[] rgb) {

    public Raster {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException(
                    width + "x" + height + " pixels need as many numbers, got " + rgb.length);
        }
    }

    /** Transparency is dropped, not blended. */
    public static Raster of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xFFFFFF;
        }
        return new Raster(width, height, rgb);
    }

    /** SHA-256 (hex) over width, height (32-bit big-endian) and the pixels (red, green, blue byte). */
    public String digest() {
        ByteBuffer buffer = ByteBuffer.allocate(8 + 3 * rgb.length);
        buffer.putInt(width).putInt(height);
        for (int pixel : rgb) {
            buffer.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
        }
        return Sha256.hex(buffer.array());
    }
}
