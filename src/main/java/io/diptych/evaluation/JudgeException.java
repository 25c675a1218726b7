package io.diptych.evaluation;

/** A judging endpoint refused, or answered something else than it was asked for. */
final class JudgeException extends Exception {

    private final boolean passing;

    JudgeException(String message) {
        this(message, false);
    }

    /** @param passing whether it may go well a little later */
    JudgeException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    boolean passing() {
        return passing;
    }
}
