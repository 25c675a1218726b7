package io.diptych.studio;

import java.util.Locale;

/** The colour of the studio sweep. */
public enum Backdrop {
    WHITE(0xf4f3f1),
    GREY(0xa9abb2),
    BEIGE(0xe6d2b5),
    PINK(0xf4b3c4),
    RED(0xd4524e),
    ORANGE(0xf2a05c),
    YELLOW(0xf5d568),
    GREEN(0x8fc795),
    BLUE(0x84b4e6),
    PURPLE(0xb09ade);

    private final int rgb;

    Backdrop(int rgb) {
        this.rgb = rgb;
    }

    /** The word used in instructions and copy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int rgb() {
        return rgb;
    }
}
