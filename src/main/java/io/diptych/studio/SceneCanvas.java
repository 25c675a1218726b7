package io.diptych.studio;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a scene is painted on. Coordinates are fractions of the width and height; radii are fractions of the
 * geometric mean of both, so that round things stay round in every format. <b>Light always comes from the
 * left</b>: for light from the right the canvas is mirrored, so no painter can get a side wrong.
 */
final class SceneCanvas {

    private final Graphics2D g;
    private final double width;
    private final double height;
    private final double unit;
    private final Random random;

    private SceneCanvas(Graphics2D g, double width, double height, Random random) {
        this.g = g;
        this.width = width;
        this.height = height;
        this.unit = Math.sqrt(width * height);
        this.random = random;
        Pixels.quality(g);
    }

    static SceneCanvas on(BufferedImage image, LightSide light, Random random) {
        Graphics2D g = image.createGraphics();
        if (light == LightSide.RIGHT) {
            g.transform(new AffineTransform(-1, 0, 0, 1, image.getWidth(), 0));
        }
        return new SceneCanvas(g, image.getWidth(), image.getHeight(), random);
    }

    void dispose() {
        g.dispose();
    }

    /** Uniform between the two values. */
    double vary(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Width divided by height. */
    double aspect() {
        return width / height;
    }

    /** A vertical gradient over rows {@code y0..y1}, colours evenly spaced from top to bottom. */
    void band(double y0, double y1, int... rgb) {
        g.setPaint(linear(0, y0 * height, 0, y1 * height, rgb));
        g.fill(new Rectangle2D.Double(-1, y0 * height, width + 2, (y1 - y0) * height + 1));
    }

    /** A rectangle with a gradient from its left to its right edge. */
    void column(double x0, double x1, double y0, double y1, int... rgb) {
        g.setPaint(linear(x0 * width, 0, x1 * width, 0, rgb));
        g.fill(new Rectangle2D.Double(x0 * width, y0 * height, (x1 - x0) * width, (y1 - y0) * height));
    }

    /** A rectangle in one colour, corners rounded by {@code corner} (a radius). */
    void block(double x0, double x1, double y0, double y1, double corner, int rgb, double alpha) {
        g.setPaint(color(rgb, alpha));
        double c = 2 * corner * unit;
        g.fill(new RoundRectangle2D.Double(x0 * width, y0 * height, (x1 - x0) * width, (y1 - y0) * height, c, c));
    }

    /** Light without an edge: densest in the middle, gone at the radii. */
    void glow(double x, double y, double rx, double ry, int rgb, double alpha) {
        ellipse(
                x,
                y,
                rx,
                ry,
                new float[] {0f, 0.25f, 0.5f, 0.75f, 1f},
                color(rgb, alpha),
                color(rgb, alpha * 0.84),
                color(rgb, alpha * 0.5),
                color(rgb, alpha * 0.16),
                color(rgb, 0));
    }

    void glow(double x, double y, double r, int rgb, double alpha) {
        glow(x, y, r, r, rgb, alpha);
    }

    /** A point of light out of focus: an even disc with a soft edge and a brighter rim. */
    void bokeh(double x, double y, double r, int rgb, double alpha) {
        ellipse(
                x,
                y,
                r,
                r,
                new float[] {0f, 0.62f, 0.82f, 1f},
                color(rgb, alpha * 0.75),
                color(rgb, alpha * 0.85),
                color(rgb, alpha),
                color(rgb, 0));
    }

    private void ellipse(double x, double y, double rx, double ry, float[] stops, Color... colors) {
        new SoftEllipse(x * width, y * height, rx * unit, ry * unit).fill(g, stops, colors);
    }

    /** Land below a smooth line through evenly spaced heights, with a vertical gradient down to {@code bottom}. */
    void ridge(double bottom, int top, int foot, double... heights) {
        double highest = bottom;
        for (double h : heights) {
            highest = Math.min(highest, h);
        }
        Path2D path = line(heights);
        path.lineTo(width + 2, bottom * height);
        path.lineTo(-2, bottom * height);
        path.closePath();
        g.setPaint(linear(0, highest * height, 0, bottom * height, top, foot));
        g.fill(path);
    }

    /** A smooth line from edge to edge; thickness as a radius. */
    void stroke(double thickness, int rgb, double alpha, double... heights) {
        pen(thickness, rgb, alpha);
        g.draw(line(heights));
    }

    /** A curve through points x, y, x, y ... */
    void curve(double thickness, int rgb, double alpha, double... points) {
        pen(thickness, rgb, alpha);
        Path2D path = new Path2D.Double();
        path.moveTo(points[0] * width, points[1] * height);
        for (int i = 2; i + 3 < points.length; i += 4) {
            path.quadTo(points[i] * width, points[i + 1] * height, points[i + 2] * width, points[i + 3] * height);
        }
        g.draw(path);
    }

    /** A polygon with a gradient between two of the canvas' points. */
    void polygon(
            double[] points,
            double x0,
            double y0,
            int from,
            double fromAlpha,
            double x1,
            double y1,
            int to,
            double toAlpha) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.length; i += 2) {
            if (i == 0) {
                path.moveTo(points[0] * width, points[1] * height);
            } else {
                path.lineTo(points[i] * width, points[i + 1] * height);
            }
        }
        path.closePath();
        g.setPaint(new LinearGradientPaint(
                new Point2D.Double(x0 * width, y0 * height),
                new Point2D.Double(x1 * width, y1 * height),
                new float[] {0f, 1f},
                new Color[] {color(from, fromAlpha), color(to, toAlpha)}));
        g.fill(path);
    }

    void polygon(int rgb, double alpha, double... points) {
        polygon(points, 0, 0, rgb, alpha, 1, 1, rgb, alpha);
    }

    /** An even wash that fades across the whole canvas. */
    void wash(double x0, double y0, int from, double fromAlpha, double x1, double y1, int to, double toAlpha) {
        g.setPaint(new LinearGradientPaint(
                new Point2D.Double(x0 * width, y0 * height),
                new Point2D.Double(x1 * width, y1 * height),
                new float[] {0f, 1f},
                new Color[] {color(from, fromAlpha), color(to, toAlpha)}));
        g.fill(new Rectangle2D.Double(-1, -1, width + 2, height + 2));
    }

    /** Paints out of focus: at a fraction of the size, blurred, enlarged. {@code blur} is a radius. */
    void outOfFocus(double blur, Consumer<SceneCanvas> painter) {
        double factor = Math.max(1, blur * unit / 2.2);
        int w = Math.max(8, (int) Math.ceil(width / factor)), h = Math.max(8, (int) Math.ceil(height / factor));
        BufferedImage layer = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
        SceneCanvas canvas = new SceneCanvas(layer.createGraphics(), w, h, random);
        painter.accept(canvas);
        canvas.dispose();
        Pixels.Rows rows = Pixels.blur(layer, 2);
        double dx = width / w, dy = height / h;
        Graphics2D enlarging = (Graphics2D) g.create();
        enlarging.clip(
                new Rectangle2D.Double(-1, (rows.from() - 1) * dy, width + 2, (rows.to() - rows.from() + 2) * dy));
        // one pixel more on every side: without it the enlargement fades out at the border of the picture
        enlarging.drawImage(Pixels.extended(layer), new AffineTransform(dx, 0, 0, dy, -dx, -dy), null);
        enlarging.dispose();
    }

    private void pen(double thickness, int rgb, double alpha) {
        g.setPaint(color(rgb, alpha));
        g.setStroke(new BasicStroke((float) (2 * thickness * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    private Path2D line(double... heights) {
        Path2D path = new Path2D.Double();
        int n = heights.length - 1;
        path.moveTo(-2, heights[0] * height);
        double step = (width + 4) / n;
        for (int i = 0; i < n; i++) {
            double x = -2 + i * step, y = heights[i] * height, end = heights[i + 1] * height;
            path.curveTo(x + step / 2, y, x + step / 2, end, x + step, end);
        }
        return path;
    }

    private static LinearGradientPaint linear(double x0, double y0, double x1, double y1, int... rgb) {
        float[] stops = new float[rgb.length];
        Color[] colors = new Color[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            stops[i] = (float) i / (rgb.length - 1);
            colors[i] = new Color(rgb[i]);
        }
        return new LinearGradientPaint(new Point2D.Double(x0, y0), new Point2D.Double(x1, y1), stops, colors);
    }

    private static Color color(int rgb, double alpha) {
        return new Color(rgb & 0xffffff | (int) Math.round(255 * Math.max(0, Math.min(1, alpha))) << 24, true);
    }
}
