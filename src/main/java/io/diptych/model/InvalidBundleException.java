package io.diptych.model;

import java.nio.file.Path;

/** A bundle is truncated, altered or of another format; the message names the file, what is wrong and the remedy. */
public class InvalidBundleException extends RuntimeException {

    public InvalidBundleException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public InvalidBundleException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
