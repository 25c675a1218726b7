package io.diptych.review;

import io.diptych.provenance.AssetId;

/** The asset's state forbids the decision. */
public final class ReviewRefusedException extends RuntimeException {

    static final String DELIVERED = "is delivered already, which is final; ask for another take of it instead";

    private ReviewRefusedException(String message) {
        super(message);
    }

    static ReviewRefusedException delivered(AssetId asset) {
        return new ReviewRefusedException("Asset " + asset + " " + DELIVERED);
    }
}
