package io.diptych.studio;

import java.awt.image.BufferedImage;

/**
 * A product cut out: trimmed to its outline, on transparent ground.
 *
 * @param image ARGB
 * @param half the same at half the size, so that small pictures are not sampled too sparsely
 * @param shadow black silhouette, {@value #SHADOW_HEIGHT} px high and blurred; denser at the foot than at the
 *     head, as a cast shadow is
 * @param footLeft left end of what touches the ground, as a fraction of the width
 * @param footRight right end
 */
record Sprite(BufferedImage image, BufferedImage half, BufferedImage shadow, double footLeft, double footRight) {

    static final int SHADOW_HEIGHT = 64;
    /** Clear border around the silhouette, so that its blur is not cut off. */
    static final int SHADOW_MARGIN = 12;

    static Sprite of(BufferedImage image) {
        return new Sprite(image, Pixels.halved(image), castShadow(image), foot(image, true), foot(image, false));
    }

    /** Width divided by height. */
    double aspect() {
        return (double) image.getWidth() / image.getHeight();
    }

    /** The image to draw from for a height of {@code px}. */
    BufferedImage imageFor(double px) {
        return px * 2 <= image.getHeight() ? half : image;
    }

    private static BufferedImage castShadow(BufferedImage image) {
        int h = SHADOW_HEIGHT;
        int w = Math.max(4, Math.round((float) image.getWidth() * h / image.getHeight()));
        int m = SHADOW_MARGIN, width = w + 2 * m, height = h + 2 * m;
        float[] density = new float[width * height];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int sx = Math.min(image.getWidth() - 1, (int) ((x + 0.5) * image.getWidth() / w));
                int sy = Math.min(image.getHeight() - 1, (int) ((y + 0.5) * image.getHeight() / h));
                float fade = 0.42f + 0.58f * y / h;
                density[(y + m) * width + x + m] = fade * (image.getRGB(sx, sy) >>> 24) / 255f;
            }
        }
        Pixels.blur(density, width, height, 3);
        Pixels.blur(density, width, height, 2);
        BufferedImage shadow = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < density.length; i++) {
            shadow.setRGB(i % width, i / width, Math.round(density[i] * 255) << 24);
        }
        return shadow;
    }

    private static double foot(BufferedImage image, boolean left) {
        int w = image.getWidth(), h = image.getHeight(), from = (int) (h * 0.93);
        for (int i = 0; i < w; i++) {
            int x = left ? i : w - 1 - i;
            for (int y = from; y < h; y++) {
                if ((image.getRGB(x, y) >>> 24) > 128) {
                    return (x + 0.5) / w;
                }
            }
        }
        return 0.5;
    }
}
