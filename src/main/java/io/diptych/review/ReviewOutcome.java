package io.diptych.review;

import io.diptych.provenance.AssetId;
import java.util.List;

/**
 * What became of a decision about many assets.
 *
 * @param changed how many it changed
 * @param unchanged how many were in that state before
 * @param refused those that it could not be applied to; the others are decided all the same
 */
public record ReviewOutcome(int changed, int unchanged, List<Refusal> refused) {

    /** @param reason for people */
    public record Refusal(AssetId asset, String reason) {}
}
