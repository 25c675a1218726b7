package io.diptych.evaluation;

import java.util.Locale;

/** Which two of instruction, copy and picture are compared, slot by slot. */
enum Relation {
    COPY_INSTRUCTION("copy / instruction"),
    PICTURE_INSTRUCTION("picture / instruction"),
    COPY_PICTURE("copy / picture"),
    COPY_PICTURE_OPEN("copy / picture, left open");

    private final String title;

    Relation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Name in JSON. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
