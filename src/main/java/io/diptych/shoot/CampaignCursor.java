package io.diptych.shoot;

import java.time.Instant;

/** A place in the list of campaigns: behind the one of this name. */
public record CampaignCursor(Instant createdAt, String name) {

    public static CampaignCursor behind(CampaignStatus campaign) {
        return new CampaignCursor(campaign.createdAt(), campaign.name());
    }
}
