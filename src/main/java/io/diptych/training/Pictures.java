package io.diptych.training;

import java.awt.image.BufferedImage;

/** Pictures as the picture model sees them: planes of red, green and blue, 0..1. */
final class Pictures {

    private Pictures() {}

    /** Writes a window of a picture into {@code [3, height, width]} planes that start at {@code offset}. */
    static void planes(BufferedImage picture, int left, int top, int width, int height, float[] target, int offset) {
        var pixels = picture.getRGB(left, top, width, height, null, 0, width);
        int area = width * height;
        for (int i = 0; i < area; i++) {
            target[offset + i] = (pixels[i] >> 16 & 255) / 255f;
            target[offset + area + i] = (pixels[i] >> 8 & 255) / 255f;
            target[offset + 2 * area + i] = (pixels[i] & 255) / 255f;
        }
    }

    /** {@code [3, height, width]} planes that start at {@code offset} as a picture. */
    static BufferedImage picture(float[] planes, int offset, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int area = width * height;
        for (int i = 0; i < area; i++) {
            picture.setRGB(
                    i % width,
                    i / width,
                    value(planes[offset + i]) << 16
                            | value(planes[offset + area + i]) << 8
                            | value(planes[offset + 2 * area + i]));
        }
        return picture;
    }

    private static int value(float level) {
        return Math.round(Math.max(0, Math.min(1, level)) * 255);
    }
}
