package io.diptych.model;

import java.awt.image.BufferedImage;

/**
 * A picture as the picture model sees it.
 *
 * @param values 3 × height × width, red, green and blue plane one after another, sRGB, nominally in 0..1
 */
public record Pixels(int width, int height, float[] values) {

    public Pixels {
        if (values.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    width + "x" + height + " pixels need " + 3 * width * height + " values, got " + values.length);
        }
    }

    /** An opaque picture without any scaling; transparency is laid on white. */
    public static Pixels of(BufferedImage image) {
        return Letterbox.fit(image, new PixelSize(image.getWidth(), image.getHeight()));
    }

    /** As 8-bit RGB, clipped and rounded to nearest. */
    public BufferedImage toImage() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int plane = width * height;
        var rgb = new int[plane];
        for (int i = 0; i < plane; i++) {
            rgb[i] = eightBit(values[i]) << 16 | eightBit(values[plane + i]) << 8 | eightBit(values[2 * plane + i]);
        }
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }

    private static int eightBit(float value) {
        return Math.round(Math.min(Math.max(value, 0f), 1f) * 255f);
    }
}
