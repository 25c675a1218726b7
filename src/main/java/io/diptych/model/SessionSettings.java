package io.diptych.model;

/**
 * How graphs run.
 *
 * @param intraOp threads inside one operator, the calling one included
 */
public record SessionSettings(int intraOp) {

    public SessionSettings {
        if (intraOp < 1) {
            throw new IllegalArgumentException("intraOp: at least one thread is needed, got " + intraOp);
        }
    }

    /** As many threads as there are processors. */
    public static SessionSettings allProcessors() {
        return new SessionSettings(Runtime.getRuntime().availableProcessors());
    }
}
