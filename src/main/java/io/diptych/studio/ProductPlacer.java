package io.diptych.studio;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;

/** Stands products into a painted scene: reflection, shadows, shading by the scene's light. */
final class ProductPlacer {

    private static final double SHADED = 0.25; // of the width, on either side

    private final BufferedImage picture;
    private final Sprite sprite;
    private final Lighting lighting;
    private final LightSide light;

    ProductPlacer(BufferedImage picture, Sprite sprite, Lighting lighting, LightSide light) {
        this.picture = picture;
        this.sprite = sprite;
        this.lighting = lighting;
        this.light = light;
    }

    /**
     * Draws one product at each place, shadows first so that none falls onto a neighbour.
     *
     * @param height of a product in px of the picture drawn on
     * @param cellPx side of a cell of the mask in px of the picture drawn on
     * @return the cells, row by row, that a product covers at least partly
     */
    BitSet place(List<Arrangement> places, double height, int cellPx) {
        Graphics2D g = picture.createGraphics();
        Pixels.quality(g);
        int w = picture.getWidth(), h = picture.getHeight();
        BitSet covered = new BitSet();
        places.forEach(place -> shadow(g, place.x() * w, place.base() * h, height));
        places.forEach(place -> product(g, place.x() * w, place.base() * h, height, covered, cellPx));
        g.dispose();
        return covered;
    }

    private void shadow(Graphics2D g, double x, double base, double height) {
        double width = height * sprite.aspect(), scale = height / Sprite.SHADOW_HEIGHT;
        double away = -light.direction() * lighting.shadowLength(), flat = 0.30;
        Graphics2D s = (Graphics2D) g.create();
        // rows of the silhouette go sideways with their height above the ground, and a little up the picture
        double foot = Sprite.SHADOW_MARGIN + Sprite.SHADOW_HEIGHT - 1.5;
        s.translate(x, base);
        s.transform(new AffineTransform(scale, 0, -away * scale, flat * scale, 0, 0));
        s.translate(-sprite.shadow().getWidth() / 2.0, -foot);
        s.setComposite(AlphaComposite.SrcOver.derive((float) lighting.shadow()));
        s.drawImage(tinted(sprite.shadow(), lighting.shade()), 0, 0, null);
        s.dispose();
        double left = x + (sprite.footLeft() - 0.5) * width, right = x + (sprite.footRight() - 0.5) * width;
        double middle = (left + right) / 2 - light.direction() * height * 0.02;
        double reach = (right - left) / 2 + height * 0.09;
        pool(g, middle, base - height * 0.008, reach, height * 0.065, lighting.shadow() * 1.25);
        pool(g, middle, base - height * 0.008, reach * 0.8, height * 0.028, lighting.shadow() * 1.1);
    }

    private void pool(Graphics2D g, double x, double y, double rx, double ry, double density) {
        int a = (int) (255 * Math.min(1, density));
        int rgb = Pixels.mix(lighting.shade(), 0, 0.4);
        new SoftEllipse(x, y, rx, ry)
                .fill(
                        g,
                        new float[] {0, 0.45f, 0.75f, 1},
                        new Color(rgb | a << 24, true),
                        new Color(rgb | a * 7 / 10 << 24, true),
                        new Color(rgb | a / 5 << 24, true),
                        new Color(rgb, true));
    }

    private void product(Graphics2D g, double x, double base, double height, BitSet covered, int cellPx) {
        int margin = 4 + (int) (height * 0.08);
        int w = (int) Math.ceil(height * sprite.aspect()) + 2 * margin, h = (int) Math.ceil(height) + 2 * margin;
        BufferedImage layer = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D l = layer.createGraphics();
        Pixels.quality(l);
        BufferedImage art = sprite.imageFor(height);
        l.translate((w - height * sprite.aspect()) / 2, h - margin - height);
        double scale = height / art.getHeight();
        l.scale(scale, scale);
        l.drawImage(art, 0, 0, null);
        l.dispose();
        shade(layer);
        int left = (int) Math.round(x - w / 2.0), top = (int) Math.round(base - (h - margin));
        if (lighting.reflection() > 0) {
            reflect(g, layer, left, top + 2 * (h - margin), margin);
        }
        g.drawImage(layer, left, top, null);
        cover(layer, left, top, covered, cellPx);
    }

    /** Brighter and rimmed towards the light, darker away from it and at the foot; in between, the product keeps its colours. */
    private void shade(BufferedImage layer) {
        int w = layer.getWidth(), h = layer.getHeight();
        int[] argb = Pixels.data(layer), shaded = argb.clone();
        int reach = Math.max(2, h / 40);
        for (int y = 0; y < h; y++) {
            double foot = Math.max(0, (y - 0.78 * h) / (0.22 * h));
            for (int x = 0; x < w; x++) {
                int p = argb[y * w + x], alpha = p >>> 24;
                if (alpha == 0) {
                    continue;
                }
                // 0 at the lit end, 1 at the far end
                double across = (light == LightSide.LEFT ? x + 0.5 : w - x - 0.5) / w;
                double lit = Math.max(0, 1 - across / SHADED), dark = Math.max(0, 1 - (1 - across) / SHADED);
                int towards = x + light.direction() * reach, above = y - reach / 2;
                int neighbour = towards < 0 || towards >= w || above < 0 ? 0 : argb[above * w + towards] >>> 24;
                double rim = lighting.rim() * Math.max(0, alpha - neighbour) / 255.0 * (1 - 0.6 * across);
                int rgb = Pixels.mix(p, lighting.key(), lighting.keyStrength() * lit * lit);
                rgb = Pixels.mix(
                        rgb, lighting.shade(), Math.min(0.8, lighting.shadeStrength() * dark + 0.22 * foot * foot));
                rgb = Pixels.mix(rgb, lighting.key(), rim);
                shaded[y * w + x] = p & 0xff000000 | rgb;
            }
        }
        System.arraycopy(shaded, 0, argb, 0, argb.length);
    }

    private void reflect(Graphics2D g, BufferedImage layer, int left, int bottom, int margin) {
        int w = layer.getWidth(), h = layer.getHeight();
        BufferedImage mirrored = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D m = mirrored.createGraphics();
        m.drawImage(layer, 0, h, w, 0, 0, 0, w, h, null);
        m.setComposite(AlphaComposite.DstIn);
        m.setPaint(new LinearGradientPaint(0, margin, 0, margin + h * 0.45f, new float[] {0, 1}, new Color[] {
            new Color(0, 0, 0, (float) lighting.reflection()), new Color(0, 0, 0, 0f)
        }));
        m.fillRect(0, 0, w, h);
        m.dispose();
        g.drawImage(mirrored, left, bottom - h, null);
    }

    private void cover(BufferedImage layer, int left, int top, BitSet covered, int cellPx) {
        int w = layer.getWidth(), columns = picture.getWidth() / cellPx, rows = picture.getHeight() / cellPx;
        int[] argb = Pixels.data(layer);
        for (int y = 0; y < layer.getHeight(); y++) {
            int row = Math.floorDiv(top + y, cellPx);
            for (int x = 0; row >= 0 && row < rows && x < w; x++) {
                int column = Math.floorDiv(left + x, cellPx);
                if (column >= 0 && column < columns && (argb[y * w + x] >>> 24) > 128) {
                    covered.set(row * columns + column);
                }
            }
        }
    }

    private static BufferedImage tinted(BufferedImage shadow, int rgb) {
        BufferedImage result = new BufferedImage(shadow.getWidth(), shadow.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] from = Pixels.data(shadow), to = Pixels.data(result);
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i] & 0xff000000 | rgb & 0xffffff;
        }
        return result;
    }
}
