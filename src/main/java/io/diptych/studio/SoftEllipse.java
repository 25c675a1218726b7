package io.diptych.studio;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint.ColorSpaceType;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;

/** An ellipse filled from its middle to its rim; in px. */
record SoftEllipse(double x, double y, double rx, double ry) {

    void fill(Graphics2D g, float[] stops, Color... colors) {
        AffineTransform squash = AffineTransform.getTranslateInstance(x, y);
        squash.scale(rx, ry);
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(),
                1f,
                new Point2D.Double(),
                stops,
                colors,
                CycleMethod.NO_CYCLE,
                ColorSpaceType.SRGB,
                squash));
        g.fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
    }
}
