package io.diptych.studio;

import java.util.Locale;

/** What a product can be coloured in. */
public enum ProductColor {
    RED(0.57, 0.215, 26),
    ORANGE(0.72, 0.175, 55),
    YELLOW(0.87, 0.170, 96),
    GREEN(0.63, 0.175, 146),
    TEAL(0.66, 0.115, 196),
    BLUE(0.55, 0.185, 257),
    PURPLE(0.50, 0.200, 302),
    PINK(0.76, 0.145, 355),
    BROWN(0.44, 0.080, 52),
    BLACK(0.27, 0.010, 280);

    private final Oklch paint;

    ProductColor(double lightness, double chroma, double hue) {
        this.paint = new Oklch(lightness, chroma, hue);
    }

    /** The word used in instructions and copy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Oklch paint() {
        return paint;
    }
}
