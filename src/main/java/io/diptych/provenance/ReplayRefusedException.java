package io.diptych.provenance;

/** An asset cannot be rendered again; the message says what is missing. */
public final class ReplayRefusedException extends RuntimeException {

    public ReplayRefusedException(String message) {
        super(message);
    }
}
