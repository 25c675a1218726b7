package io.diptych.studio;

/**
 * A colour in OKLCH: lightness 0..1, chroma 0..~0.3, hue in degrees. Perceptual, so a hue shift keeps
 * the shading that the artist gave a product.
 */
record Oklch(double lightness, double chroma, double hue) {

    /** Linear light of each sRGB channel value. */
    private static final double[] LINEAR = linear();

    /** Source: Björn Ottosson, "A perceptual color space for image processing". */
    static Oklch of(int rgb) {
        double r = LINEAR[(rgb >> 16) & 255], g = LINEAR[(rgb >> 8) & 255], b = LINEAR[rgb & 255];
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double bb = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        double hue = Math.toDegrees(Math.atan2(bb, a));
        return new Oklch(lightness, Math.sqrt(a * a + bb * bb), hue < 0 ? hue + 360 : hue);
    }

    /** The nearest sRGB colour as 0xRRGGBB; channels outside of the gamut are clipped. */
    int rgb() {
        double a = chroma * Math.cos(Math.toRadians(hue)), b = chroma * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        int red = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int green = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int blue = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return red << 16 | green << 8 | blue;
    }

    /** Distance to another hue on the colour circle, 0..180 degrees. */
    double hueDistance(double other) {
        double d = Math.abs(hue - other) % 360;
        return d > 180 ? 360 - d : d;
    }

    private static double cube(double v) {
        return v * v * v;
    }

    private static double[] linear() {
        double[] linear = new double[256];
        for (int channel = 0; channel < 256; channel++) {
            double c = channel / 255.0;
            linear[channel] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static int encoded(double linear) {
        double c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.max(0, Math.min(1, c)));
    }
}
