package io.diptych.scene;

/**
 * A placeholder of an instruction.
 *
 * @param name without the braces, such as {@code title}
 * @param line of the template that it stands on, from 1
 */
public record Placeholder(String name, int line) {}
