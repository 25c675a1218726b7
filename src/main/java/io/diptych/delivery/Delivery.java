package io.diptych.delivery;

import java.time.Instant;

/**
 * Approved assets that were handed over together.
 *
 * @param assets how many
 */
public record Delivery(long id, String campaign, String createdBy, Instant createdAt, int assets) {

    /** Of the file that a browser saves. */
    public String fileName() {
        return SafeName.of(campaign) + "-" + id + ".zip";
    }
}
