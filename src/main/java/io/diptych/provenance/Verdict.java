package io.diptych.provenance;

/** What {@link Verify} found out about a file. */
public enum Verdict {
    /** Byte for byte the file that Diptych recorded. */
    EXACT,
    /** Other bytes, but every pixel is the recorded one: re-encoded without loss, or its metadata edited. */
    SAME_PIXELS,
    /** Every pixel is that of a recorded asset, but the file does not say which. */
    MARK_REMOVED,
    /** Carries the mark of a recorded asset, but its pixels are others: edited, resized, or encoded with loss. */
    ALTERED,
    /** Carries the mark of an asset that this ledger does not have. */
    UNKNOWN,
    /** Carries no mark, and no recorded asset has these pixels. */
    UNMARKED;

    /** Whether the picture is, pixel for pixel, a recorded one and says so. */
    public boolean authentic() {
        return this == EXACT || this == SAME_PIXELS;
    }

    /** For a script: 0 if authentic, else 1. */
    public int exitCode() {
        return authentic() ? 0 : 1;
    }
}
