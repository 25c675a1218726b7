package io.diptych.evaluation;

import java.util.Locale;

/** The six measures of ParaBench (arXiv 2511.09611, section 4), and two that the studio adds. All 0..100. */
enum Measure {
    TEXT_QUALITY("text quality"),
    TEXT_ALIGNMENT("text alignment"),
    IMAGE_QUALITY("image quality"),
    IMAGE_ALIGNMENT("image alignment"),
    IMAGE_CONSISTENCY("image consistency"),
    OUTPUT_ALIGNMENT("output alignment"),
    /** Over the slots that the instruction leaves open only. */
    OUTPUT_ALIGNMENT_OPEN("output alignment, left open"),
    /** 100 times the cosine of the bundle's own aligner. A trained-on reward: no judge. */
    ALIGNER("aligner's cosine ×100");

    private final String title;

    Measure(String title) {
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
