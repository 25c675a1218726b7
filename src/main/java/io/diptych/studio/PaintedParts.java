package io.diptych.studio;

/**
 * Which parts of a product's art carry its colour: a band of hue, chroma and lightness within rows of the
 * art. The rest (metal, soles, straps, flames) stays as drawn.
 *
 * @param hue centre in degrees; with {@code hueReach} 180 every hue counts
 * @param top first painted row, as a fraction of the art's height
 * @param bottom end of the painted rows
 */
record PaintedParts(
        double hue,
        double hueReach,
        double minChroma,
        double maxChroma,
        double minLightness,
        double maxLightness,
        double top,
        double bottom) {

    static PaintedParts everything() {
        return new PaintedParts(0, 180, 0, 1, 0, 1, 0, 1);
    }

    static PaintedParts vivid() {
        return everything().chroma(0.05, 1);
    }

    static PaintedParts hue(double centre, double reach) {
        return new PaintedParts(centre, reach, 0.05, 1, 0, 1, 0, 1);
    }

    static PaintedParts neutral() {
        return everything().chroma(0, 0.075);
    }

    PaintedParts chroma(double min, double max) {
        return new PaintedParts(hue, hueReach, min, max, minLightness, maxLightness, top, bottom);
    }

    PaintedParts lightness(double min, double max) {
        return new PaintedParts(hue, hueReach, minChroma, maxChroma, min, max, top, bottom);
    }

    PaintedParts rows(double from, double to) {
        return new PaintedParts(hue, hueReach, minChroma, maxChroma, minLightness, maxLightness, from, to);
    }

    /** How much of a pixel is paint, 0..1; edges of the band are soft so that no seam shows. */
    double share(Oklch color, double row) {
        if (row < top || row > bottom) {
            return 0;
        }
        double share = hueReach >= 180 ? 1 : falloff(color.hueDistance(hue), hueReach, 10);
        if (minChroma > 0) {
            share *= falloff(-color.chroma(), -minChroma, 0.02);
        }
        if (maxChroma < 1) {
            share *= falloff(color.chroma(), maxChroma, 0.02);
        }
        if (minLightness > 0) {
            share *= falloff(-color.lightness(), -minLightness, 0.05);
        }
        if (maxLightness < 1) {
            share *= falloff(color.lightness(), maxLightness, 0.05);
        }
        return share;
    }

    private static double falloff(double value, double limit, double softness) {
        double t = Math.max(0, Math.min(1, (limit + softness / 2 - value) / softness));
        return t * t * (3 - 2 * t);
    }
}
