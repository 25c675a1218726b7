package io.diptych.shoot;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign is doing.
 *
 * @param file its campaign file; null where nobody remembers
 * @param createdBy null where it was shot from the command line
 * @param trouble why it is {@link CampaignState#STOPPED}; null if it is not
 * @param run number of its latest run; null before the first
 * @param totals of that run; all zero until it is planned
 * @param skipped rows of the catalog, photos and scenes that were left out of it
 */
public record CampaignStatus(
        String name,
        @Nullable Path file,
        @Nullable String createdBy,
        Instant createdAt,
        CampaignState state,
        @Nullable String trouble,
        @Nullable Long run,
        ShotTotals totals,
        long skipped,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** Percent of the shots that need no more work, rounded down. */
    public int percent() {
        return totals.shots() == 0
                ? state == CampaignState.FINISHED ? 100 : 0
                : Math.toIntExact((totals.shots() - totals.open()) * 100 / totals.shots());
    }
}
