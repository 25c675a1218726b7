package io.diptych.review;

import io.diptych.provenance.AssetId;

/** The campaign shows no such asset. */
public final class NotUnderReviewException extends RuntimeException {

    static final String REASON = "is none of the assets that the campaign shows";

    public NotUnderReviewException(String campaign, AssetId asset) {
        super("Asset " + asset + " " + REASON + ": " + campaign);
    }
}
