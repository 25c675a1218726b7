package io.diptych.diffusion;

/** Checks of array sizes and indices, with messages that say what would be right. */
final class Shapes {

    private Shapes() {}

    static void size(String name, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(name + ": expected " + expected + " values, got " + actual);
        }
    }

    static void index(String name, int value, int limit) {
        if (value < 0 || value >= limit) {
            throw new IllegalArgumentException(name + ": " + value + " is outside 0.." + (limit - 1));
        }
    }

    static void indices(String name, int[] values, int limit) {
        for (int value : values) {
            index(name, value, limit);
        }
    }
}
