package io.diptych.studio;

import java.awt.image.BufferedImage;

/** Gives the painted parts of a product another colour and keeps its shading. */
final class Repainting {

    private Repainting() {}

    static void repaint(BufferedImage art, PaintedParts parts, Oklch target) {
        int w = art.getWidth(), h = art.getHeight();
        int[] argb = art.getRGB(0, 0, w, h, null, 0, w);
        Oklch[] colors = new Oklch[argb.length];
        double[] shares = new double[argb.length];
        double weight = 0, lightness = 0, chroma = 0;
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            if (alpha == 0) {
                continue;
            }
            Oklch c = Oklch.of(argb[i]);
            double share = parts.share(c, (i / w + 0.5) / h);
            colors[i] = c;
            shares[i] = share;
            weight += share * alpha;
            lightness += share * alpha * c.lightness();
            chroma += share * alpha * c.chroma();
        }
        if (weight == 0) {
            return;
        }
        double meanLightness = lightness / weight, meanChroma = Math.max(0.02, chroma / weight);
        for (int i = 0; i < argb.length; i++) {
            if (shares[i] > 0) {
                int painted =
                        repainted(colors[i], meanLightness, meanChroma, target).rgb();
                argb[i] = argb[i] & 0xff000000 | Pixels.mix(argb[i], painted, shares[i]);
            }
        }
        art.setRGB(0, 0, w, h, argb, 0, w);
    }

    private static Oklch repainted(Oklch c, double meanLightness, double meanChroma, Oklch target) {
        double away = c.lightness() - meanLightness;
        // shading shrinks near black and white so that it does not clip
        double room = away > 0
                ? (0.985 - target.lightness()) / Math.max(0.05, 1 - meanLightness)
                : (target.lightness() - 0.06) / Math.max(0.05, meanLightness);
        double lightness = target.lightness() + away * Math.min(1.05, 0.25 + 0.8 * room);
        // natural chroma differences, dampened; highlights of a repainted grey part stay pale
        double relative = 0.55 + 0.45 * Math.min(1.4, c.chroma() / meanChroma);
        double highlight = Math.max(0, lightness - 0.9) * 4;
        return new Oklch(lightness, target.chroma() * relative * Math.max(0.3, 1 - highlight), target.hue());
    }
}
