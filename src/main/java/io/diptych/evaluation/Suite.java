package io.diptych.evaluation;

import java.util.List;

/** Prompts by number; a prompt is always the same for the same suite, seed and number. */
sealed interface Suite permits StudioSuite, FileSuite {

    /** The name of the built-in suite. */
    String HELD_OUT = "heldout";

    /** What the suite is, for reports. */
    String name();

    /** Changes when any prompt does; results of one identity are never mixed with those of another. */
    String identity();

    /** {@link Prompt#part} of prompt {@code index}, without drawing it. */
    String part(int index);

    /** {@link Prompt#source} of prompt {@code index}, without drawing it. */
    String source(int index);

    /** How many prompts there are. */
    int size();

    /** Rows that were left out, each with file, line and reason. */
    List<String> problems();

    /** Prompt {@code index}, from 0. */
    Prompt prompt(int index);
}
