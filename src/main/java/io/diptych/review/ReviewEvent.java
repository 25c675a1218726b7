package io.diptych.review;

import io.diptych.provenance.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as the ledger keeps it.
 *
 * @param entry its number in the ledger, rising
 * @param state the state that it led to
 * @param reason of a rejection
 */
public record ReviewEvent(
        long entry,
        String campaign,
        AssetId asset,
        ReviewState state,
        @Nullable String reason,
        String actor,
        Instant at) {}
