package io.diptych.review;

/** What people decided about an asset in a campaign. */
public enum ReviewState {
    /** Not looked at yet, or opened again. */
    RENDERED,
    APPROVED,
    REJECTED,
    /** Handed over. Final: another take is another asset. */
    DELIVERED
}
