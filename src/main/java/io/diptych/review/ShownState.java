package io.diptych.review;

/** How a shot on a contact sheet stands: whether it is rendered, and then what was decided. */
public enum ShownState {
    /** Yet to be rendered. */
    OPEN,
    FAILED,
    RENDERED,
    APPROVED,
    REJECTED,
    DELIVERED
}
