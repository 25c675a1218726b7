package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.campaign.PlanReport;
import io.diptych.campaign.PlanText;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a campaign's objects go, and who says so. */
class DestinationTest {

    private static final ObjectStore CONFIGURED = LocalServers.bucket();

    @TempDir
    private static Path data;

    private static Started diptych;

    @TempDir
    private Path folder;

    private SmallCampaign campaign;

    @BeforeAll
    static void start() {
        diptych = Started.on(data, LocalServers.databaseUrl(), "diptych.storage.bucket=" + CONFIGURED.bucket());
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void aCampaignOfTwoShots() {
        campaign = new SmallCampaign(folder, LocalServers.bucket().bucket()).products(1);
    }

    @Test
    void aCampaignThatDoesNotSayGoesIntoTheConfiguredBucket() throws Exception {
        campaign.deliver("");

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(2, 0, 2, 0));
        assertThat(pictures(CONFIGURED)).hasSize(2);
        assertThat(report.contactSheet()).exists();
        PlanReport plan = diptych.get(PlanPreview.class).preview(campaign.campaign());
        assertThat(plan.existing()).isEqualTo(2);
        assertThat(PlanText.of(plan)).contains("into bucket " + CONFIGURED.bucket() + "\n");
    }

    @Test
    void aCampaignThatNamesABucketGoesThere() throws Exception {
        ObjectStore named = LocalServers.bucket();
        campaign.deliver("{bucket: " + named.bucket() + "}");
        List<String> before = pictures(CONFIGURED);

        diptych.shoot(campaign);

        assertThat(pictures(named)).hasSize(2);
        assertThat(pictures(CONFIGURED)).isEqualTo(before);
    }

    private static List<String> pictures(ObjectStore bucket) {
        return bucket.list("")
                .map(StoredObject.Entry::key)
                .filter(key -> key.endsWith(".png"))
                .toList();
    }
}
