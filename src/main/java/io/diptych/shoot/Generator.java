package io.diptych.shoot;

/** What files say that they were made by. Part of the file's bytes: so without version or clock time. */
final class Generator {

    static final String NAME = "Diptych";

    private Generator() {}
}
