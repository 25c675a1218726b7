package io.diptych.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a review stands.
 *
 * @param reason of a rejection
 * @param by who decided last; null where nobody did
 * @param version rises with every decision; 0 where there was none
 */
public record ReviewStatus(
        ReviewState state,
        @Nullable String reason,
        @Nullable String by,
        @Nullable Instant at,
        int version) {

    /** Where nobody decided anything. */
    public static final ReviewStatus NONE = new ReviewStatus(ReviewState.RENDERED, null, null, null, 0);
}
