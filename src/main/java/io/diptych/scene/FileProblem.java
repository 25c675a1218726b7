package io.diptych.scene;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a file that a person wrote.
 *
 * @param file as it was named
 * @param line from 1
 * @param field path of the field, such as {@code sampler.text-steps}; null where it is the file as a whole
 * @param message what is wrong and what would be right
 */
public record FileProblem(String file, int line, @Nullable String field, String message) {

    /** One line for people: {@code templates/beach.yaml:5: sampler.text-steps: …}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (field == null ? "" : field + ": ") + message;
    }
}
