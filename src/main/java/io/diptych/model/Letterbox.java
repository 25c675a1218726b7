package io.diptych.model;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Fits a photo into a frame: scaled as a whole, centred, on white. Nothing is cropped. Plain arithmetic, so the same photo
 * gives the same pixels on every platform.
 *
 * <p>Scaling is a triangle filter as wide as a target pixel (at least as wide as a source pixel), so that shrinking
 * averages over all source pixels.
 */
final class Letterbox {

    private Letterbox() {}

    static Pixels fit(BufferedImage photo, PixelSize frame) {
        var scale = Math.min((double) frame.width() / photo.getWidth(), (double) frame.height() / photo.getHeight());
        int width = Math.max(1, (int) Math.round(photo.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(photo.getHeight() * scale));
        var scaled = columns(rows(photo, width), width, photo.getHeight(), height);

        var values = new float[3 * frame.width() * frame.height()];
        Arrays.fill(values, 1);
        int left = (frame.width() - width) / 2;
        int top = (frame.height() - height) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    values[(channel * frame.height() + top + y) * frame.width() + left + x] =
                            scaled[3 * (y * width + x) + channel];
                }
            }
        }
        return new Pixels(frame.width(), frame.height(), values);
    }

    /**
     * Fills a frame: what is too much on either side (or above and below) is cut off evenly, and the rest scaled to
     * exactly the frame's size.
     */
    static Pixels fill(BufferedImage picture, PixelSize frame) {
        double shape = (double) frame.width() / frame.height();
        int width = Math.min(picture.getWidth(), Math.max(1, (int) Math.round(picture.getHeight() * shape)));
        int height = Math.min(picture.getHeight(), Math.max(1, (int) Math.round(picture.getWidth() / shape)));
        var part = picture.getSubimage(
                (picture.getWidth() - width) / 2, (picture.getHeight() - height) / 2, width, height);
        var scaled = columns(rows(part, frame.width()), frame.width(), height, frame.height());
        int plane = frame.width() * frame.height();
        var values = new float[3 * plane];
        for (int i = 0; i < values.length; i++) {
            values[i] = scaled[3 * (i % plane) + i / plane];
        }
        return new Pixels(frame.width(), frame.height(), values);
    }

    /** Scales the rows, one source row in memory at a time; returns [height, width, 3]. */
    private static float[] rows(BufferedImage photo, int width) {
        var filter = Filter.of(photo.getWidth(), width);
        var scaled = new float[photo.getHeight() * width * 3];
        var argb = new int[photo.getWidth()];
        var row = new float[photo.getWidth() * 3];
        for (int y = 0; y < photo.getHeight(); y++) {
            photo.getRGB(0, y, photo.getWidth(), 1, argb, 0, photo.getWidth());
            for (int x = 0; x < argb.length; x++) {
                onWhite(argb[x], row, 3 * x);
            }
            for (int x = 0; x < width; x++) {
                filter.apply(x, row, 0, 3, scaled, 3 * (y * width + x));
            }
        }
        return scaled;
    }

    private static float[] columns(float[] rows, int width, int sourceHeight, int height) {
        var filter = Filter.of(sourceHeight, height);
        var scaled = new float[height * width * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                filter.apply(y, rows, 3 * x, 3 * width, scaled, 3 * (y * width + x));
            }
        }
        return scaled;
    }

    private static void onWhite(int argb, float[] into, int offset) {
        float alpha = (argb >>> 24) / 255f;
        for (int channel = 0; channel < 3; channel++) {
            int value = argb >> (16 - 8 * channel) & 0xff;
            into[offset + channel] = alpha * (value / 255f) + (1 - alpha);
        }
    }

    /** For each target position, the first source position and the weights from there on. */
    private record Filter(int[] first, float[][] weights) {

        static Filter of(int source, int target) {
            double scale = (double) source / target;
            double support = Math.max(1, scale);
            var first = new int[target];
            var weights = new float[target][];
            for (int i = 0; i < target; i++) {
                double centre = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) Math.floor(centre - support + 0.5));
                int end = Math.min(source, (int) Math.floor(centre + support + 0.5));
                weights[i] = triangle(first[i], end, centre, support);
            }
            return new Filter(first, weights);
        }

        private static float[] triangle(int first, int end, double centre, double support) {
            var weights = new double[end - first];
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / support);
                sum += weights[i];
            }
            var normal = new float[weights.length];
            for (int i = 0; i < weights.length; i++) {
                normal[i] = (float) (weights[i] / sum);
            }
            return normal;
        }

        /** Sets three channels at {@code into[at..]} from pixels that lie {@code stride} apart. */
        void apply(int target, float[] from, int offset, int stride, float[] into, int at) {
            float red = 0;
            float green = 0;
            float blue = 0;
            var weight = weights[target];
            int position = offset + first[target] * stride;
            for (int i = 0; i < weight.length; i++, position += stride) {
                red += weight[i] * from[position];
                green += weight[i] * from[position + 1];
                blue += weight[i] * from[position + 2];
            }
            into[at] = red;
            into[at + 1] = green;
            into[at + 2] = blue;
        }
    }
}
