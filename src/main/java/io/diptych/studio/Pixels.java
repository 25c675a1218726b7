package io.diptych.studio;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Pixel arithmetic that Java2D lacks or does badly. */
final class Pixels {

    private Pixels() {}

    static void quality(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** {@code a} and {@code b} mixed as 0xRRGGBB; share 0 is a, 1 is b. */
    static int mix(int a, int b, double share) {
        int r = (int) (((a >> 16) & 255) + share * (((b >> 16) & 255) - ((a >> 16) & 255)) + 0.5);
        int g = (int) (((a >> 8) & 255) + share * (((b >> 8) & 255) - ((a >> 8) & 255)) + 0.5);
        int v = (int) ((a & 255) + share * ((b & 255) - (a & 255)) + 0.5);
        return r << 16 | g << 8 | v;
    }

    static int[] data(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** Half as large, each pixel the mean of four, weighted by alpha. INT_RGB or INT_ARGB. */
    static BufferedImage halved(BufferedImage image) {
        int w = image.getWidth() / 2, h = image.getHeight() / 2, stride = image.getWidth();
        BufferedImage half = new BufferedImage(w, h, image.getType());
        boolean opaque = image.getType() == BufferedImage.TYPE_INT_RGB;
        int[] from = data(image), to = data(half);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int at = 2 * y * stride + 2 * x;
                int p = from[at], q = from[at + 1], r = from[at + stride], s = from[at + stride + 1];
                to[y * w + x] = opaque ? mean(p, q, r, s) : weightedMean(p, q, r, s);
            }
        }
        return half;
    }

    private static int mean(int p, int q, int r, int s) {
        int even = (p & 0xff00ff) + (q & 0xff00ff) + (r & 0xff00ff) + (s & 0xff00ff) + 0x020002;
        int green = ((p >> 8) & 0xff) + ((q >> 8) & 0xff) + ((r >> 8) & 0xff) + ((s >> 8) & 0xff) + 2;
        return (even >> 2) & 0xff00ff | (green >> 2) << 8;
    }

    private static int weightedMean(int... four) {
        int a = 0, r = 0, g = 0, b = 0;
        for (int p : four) {
            int alpha = p >>> 24;
            a += alpha;
            r += alpha * ((p >> 16) & 255);
            g += alpha * ((p >> 8) & 255);
            b += alpha * (p & 255);
        }
        if (a == 0) {
            return 0;
        }
        int half = a / 2;
        return (a + 2) / 4 << 24 | (r + half) / a << 16 | (g + half) / a << 8 | (b + half) / a;
    }

    /** A copy without the transparent border. */
    static BufferedImage trimmed(BufferedImage image) {
        int w = image.getWidth(), h = image.getHeight(), left = w, right = -1, top = h, bottom = -1;
        int[] argb = data(image);
        for (int i = 0; i < argb.length; i++) {
            if ((argb[i] >>> 24) > 40) {
                int x = i % w, y = i / w;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        int width = right - left + 1, height = bottom - top + 1;
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            System.arraycopy(argb, (top + y) * w + left, data(result), y * width, width);
        }
        return result;
    }

    /** Box blur in place, twice over: near to a Gaussian. */
    static void blur(float[] values, int w, int h, int radius) {
        float[] other = new float[values.length];
        blurRows(values, other, w, h, radius);
        blurRows(other, values, h, w, radius);
    }

    /** Blurs rows of {@code from} and writes them as columns of {@code to}. */
    private static void blurRows(float[] from, float[] to, int w, int h, int radius) {
        float scale = 1f / (2 * radius + 1);
        for (int y = 0; y < h; y++) {
            float sum = 0;
            int row = y * w;
            for (int x = -radius; x <= radius; x++) {
                sum += from[row + Math.max(0, Math.min(w - 1, x))];
            }
            for (int x = 0; x < w; x++) {
                to[x * h + y] = sum * scale;
                sum += from[row + Math.min(w - 1, x + radius + 1)] - from[row + Math.max(0, x - radius)];
            }
        }
    }

    /** The rows of an image that anything is drawn in; from == to where nothing is. */
    record Rows(int from, int to) {

        static Rows drawn(BufferedImage image, int reach) {
            int w = image.getWidth(), h = image.getHeight(), first = 0, end = h;
            int[] argb = data(image);
            while (end > 0 && empty(argb, (end - 1) * w, w)) {
                end--;
            }
            while (first < end && empty(argb, first * w, w)) {
                first++;
            }
            return first == end ? new Rows(0, 0) : new Rows(Math.max(0, first - reach), Math.min(h, end + reach));
        }

        private static boolean empty(int[] argb, int start, int length) {
            for (int i = start; i < start + length; i++) {
                if (argb[i] != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Box blur of a premultiplied image in place, twice over. Returns the rows that are not empty afterwards. */
    static Rows blur(BufferedImage image, int radius) {
        int w = image.getWidth();
        Rows rows = Rows.drawn(image, 2 * radius + 1);
        int h = rows.to - rows.from, start = rows.from * w;
        if (h == 0) {
            return rows;
        }
        int[] argb = data(image), result = new int[h * w];
        float[] channel = new float[h * w];
        for (int shift = 0; shift < 32; shift += 8) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = (argb[start + i] >>> shift) & 255;
            }
            blur(channel, w, h, radius);
            blur(channel, w, h, radius);
            for (int i = 0; i < channel.length; i++) {
                result[i] |= (int) (channel[i] + 0.5f) << shift;
            }
        }
        System.arraycopy(result, 0, argb, start, result.length);
        return rows;
    }

    /** With its outermost pixels repeated once on every side. */
    static BufferedImage extended(BufferedImage image) {
        int w = image.getWidth(), h = image.getHeight();
        BufferedImage larger = new BufferedImage(w + 2, h + 2, image.getType());
        int[] from = data(image), to = data(larger);
        for (int y = 0; y < h + 2; y++) {
            int row = Math.max(0, Math.min(h - 1, y - 1)) * w;
            System.arraycopy(from, row, to, y * (w + 2) + 1, w);
            to[y * (w + 2)] = from[row];
            to[y * (w + 2) + w + 1] = from[row + w - 1];
        }
        return larger;
    }
}
