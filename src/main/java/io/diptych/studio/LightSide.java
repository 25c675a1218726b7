package io.diptych.studio;

import java.util.Locale;

/** The side the key light comes from. The shadow falls to the opposite side. */
public enum LightSide {
    LEFT,
    RIGHT;

    /** "left" or "right". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public LightSide opposite() {
        return this == LEFT ? RIGHT : LEFT;
    }

    /** -1 for left, +1 for right: where the lamp is on the x axis. */
    int direction() {
        return this == LEFT ? -1 : 1;
    }
}
