package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.campaign.PlanReport;
import io.diptych.campaign.PlanText;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
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

    @Test
    void aPrefixStandsBeforeEveryKeyAndAnotherOneGetsTheSameBytes() throws Exception {
        ObjectStore bucket = LocalServers.bucket();
        campaign.deliver("{bucket: " + bucket.bucket() + ", prefix: shop/2026}");

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(2, 0, 2, 0));
        assertThat(bucket.list("").map(StoredObject.Entry::key))
                .hasSize(7)
                .allMatch(key -> key.startsWith("shop/2026/campaigns/"));
        assertThat(report.contactSheet()).exists();
        assertThat(Jsoup.parse(report.contactSheet().toFile()).select("a[href]"))
                .hasSize(8)
                .allSatisfy(link -> assertThat(report.contactSheet().resolveSibling(link.attr("href")))
                        .isRegularFile());
        PlanReport plan = diptych.get(PlanPreview.class).preview(campaign.campaign());
        assertThat(plan.existing()).isEqualTo(2);
        assertThat(PlanText.of(plan)).contains("into bucket " + bucket.bucket() + " under shop/2026/\n");

        campaign.deliver("{bucket: " + bucket.bucket() + "}");

        assertThat(diptych.shoot(campaign).totals()).isEqualTo(new ShotTotals(2, 0, 2, 0));
        for (String picture : pictures(bucket, "campaigns/")) {
            assertThat(bucket.get(picture).orElseThrow().bytes())
                    .isEqualTo(bucket.get("shop/2026/" + picture).orElseThrow().bytes());
        }
        assertThat(pictures(bucket, "campaigns/")).hasSize(2);
        assertThat(diptych.shoot(campaign).totals()).isEqualTo(new ShotTotals(2, 2, 0, 0));
    }

    private static List<String> pictures(ObjectStore bucket) {
        return pictures(bucket, "");
    }

    private static List<String> pictures(ObjectStore bucket, String prefix) {
        return bucket.list(prefix)
                .map(StoredObject.Entry::key)
                .filter(key -> key.endsWith(".png"))
                .toList();
    }
}
