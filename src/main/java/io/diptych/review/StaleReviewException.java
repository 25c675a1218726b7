package io.diptych.review;

import io.diptych.provenance.AssetId;

/** Somebody else decided in the meantime. */
public final class StaleReviewException extends RuntimeException {

    private final transient ReviewStatus current;

    StaleReviewException(AssetId asset, ReviewStatus current) {
        super("Asset " + asset + " is " + current.state() + " by now"
                + (current.by() == null ? "" : ", says " + current.by())
                + ": look at it again, then decide");
        this.current = current;
    }

    /** How the review stands now. */
    public ReviewStatus current() {
        return current;
    }
}
