package io.diptych.export;

import java.nio.file.Path;

/** A checkpoint cannot be exported; the message names the file, what is wrong in it and what would be right. */
public class InvalidCheckpointException extends RuntimeException {

    public InvalidCheckpointException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public InvalidCheckpointException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
