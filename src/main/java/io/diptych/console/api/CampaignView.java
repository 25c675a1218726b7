package io.diptych.console.api;

import io.diptych.shoot.CampaignState;
import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.ShotTotals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the API shows it.
 *
 * @param trouble why it stopped; null if it did not
 * @param run null before the first
 * @param percent of its shots that need no more work
 * @param skipped rows that were left out
 */
record CampaignView(
        String name,
        CampaignState state,
        @Nullable String trouble,
        @Nullable Long run,
        ShotTotals shots,
        int percent,
        long skipped,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static CampaignView of(CampaignStatus status) {
        return new CampaignView(
                status.name(),
                status.state(),
                status.trouble(),
                status.run(),
                status.totals(),
                status.percent(),
                status.skipped(),
                status.createdBy(),
                status.createdAt(),
                status.startedAt(),
                status.endedAt());
    }
}
