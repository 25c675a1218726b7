package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.PlanReport;
import io.diptych.campaign.PlanText;
import io.diptych.export.AlignedBundles;
import io.diptych.export.GoldenBundles;
import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Choices;
import io.diptych.provenance.ContestKey;
import io.diptych.provenance.DroppedTake;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.WaypointScore;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Takes that are scored on their way, and the best one of each shot kept. */
class KeepBestTest {

    private static final double MEAN = 0.2;
    private static final double DEVIATION = 0.25;

    @TempDir
    private static Path data;

    private static Path bundle;
    private static Started diptych;

    @TempDir
    private Path folder;

    private ObjectStore bucket;
    private SmallCampaign campaign;

    @BeforeAll
    static void start() {
        bundle = AlignedBundles.write(data, MEAN, DEVIATION).directory();
        diptych = Started.on(data, LocalServers.databaseUrl(), "diptych.bundle=" + bundle);
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void aCampaignOfFourShots() {
        bucket = LocalServers.bucket();
        // Long enough that the picture is begun before the first waypoint.
        campaign = new SmallCampaign(folder, bucket.bucket())
                .scene("desk", "64x64", "w40 {title} w41 w42", 8)
                .scene("window", "96x64", "w50 w51 {title} , w52", 8)
                .products(2);
    }

    @Test
    void allTakesAreScoredAndKeptUnlessTheCampaignSaysOtherwise() throws Exception {
        ShootReport report = diptych.shoot(campaign.takes(2));

        assertThat(report.totals()).isEqualTo(new ShotTotals(8, 0, 8, 0));
        assertThat(report.dropped()).isZero();
        assertThat(assets(diptych)).hasSize(8).allSatisfy(asset -> {
            AlignmentScores scores = scores(asset);
            assertThat(scores.waypoints()).extracting(WaypointScore::step).containsExactly(3, 5, 8);
            assertThat(scores.waypoints()).allMatch(each -> each.of() == 8 && Math.abs(each.score()) <= 1);
            assertThat(scores.mean()).isEqualTo(MEAN);
            assertThat(sidecar(asset)).contains("\"waypointScores\"").contains("\"score\" : " + scores.last());
        });
        List<AssetRecord> drifted = assets(diptych).stream()
                .filter(asset -> scores(asset).drifted())
                .toList();
        assertThat(drifted).as("random weights do drift").isNotEmpty();
        assertThat(report.drifted()).isEqualTo(drifted.size());
        assertThat(Jsoup.parse(report.contactSheet().toFile()).select(".alignment.drifted"))
                .hasSameSizeAs(drifted);
    }

    @Test
    void theBestTakeIsKeptAsItWouldBeAloneAndTheDroppedOnesAreOnRecord() throws Exception {
        campaign.seed(5).takes(5);

        ShootReport report = diptych.shoot(campaign.keep("best"));

        assertThat(report.totals()).isEqualTo(new ShotTotals(4, 0, 4, 0));
        assertThat(report.dropped()).isEqualTo(16);
        assertThat(Jsoup.parse(report.contactSheet().toFile()).select(".picture"))
                .hasSize(4);
        List<AssetRecord> kept = assets(diptych);
        assertThat(kept).hasSize(4);

        // All takes, each by itself; the chosen ones are there already.
        assertThat(diptych.shoot(campaign.keep("all")).totals()).isEqualTo(new ShotTotals(20, 4, 16, 0));
        Map<String, List<AssetRecord>> all = assets(diptych).stream()
                .collect(Collectors.groupingBy(asset -> asset.take().shot().key()));
        for (AssetRecord asset : kept) {
            String key = asset.take().shot().key();
            List<AssetRecord> takes = all.get(key);
            assertThat(asset.take().number()).isEqualTo(winner(takes));
            assertThat(diptych.get(Replays.class).replay(asset.id(), null).sameBytes())
                    .as("as it would be alone")
                    .isTrue();

            List<DroppedTake> dropped = diptych.get(Choices.class).dropped(new ContestKey(key, 5, 5, 3));
            assertThat(dropped).hasSize(4);
            assertThat(dropped).extracting(DroppedTake::waypoint).containsExactlyInAnyOrder(1, 1, 2, 3);
            assertThat(dropped).allSatisfy(take -> {
                AssetRecord same = takes.get(take.number() - 1);
                assertThat(take.seed()).isEqualTo(same.take().seed());
                assertThat(take.scores()).isEqualTo(scores(same).waypoints().subList(0, take.waypoint()));
            });
        }
    }

    @Test
    void whatIsChosenIsNotMadeAgain() throws Exception {
        campaign.takes(3).keep("best");
        diptych.shoot(campaign);

        ShootReport again = diptych.shoot(campaign);

        assertThat(again.totals()).isEqualTo(new ShotTotals(4, 4, 0, 0));
        assertThat(again.rendered()).isZero();
        assertThat(again.dropped()).isZero();
        assertThat(assets(diptych)).hasSize(4);
        PlanReport plan = diptych.get(PlanPreview.class).preview(campaign.campaign());
        assertThat(plan.takesToRender()).isZero();
        assertThat(PlanText.of(plan)).contains("12 takes decided already, 0 to render");

        assertThat(diptych.shoot(campaign.takes(4)).totals())
                .as("four are another contest than three")
                .isEqualTo(new ShotTotals(4, 0, 4, 0));
        assertThat(diptych.shoot(campaign.takes(3)).rendered()).isZero();
        assertThat(diptych.shoot(campaign.keep("all")).totals().shots()).isEqualTo(12);
        assertThat(assets(diptych)).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void chosenPicturesThatAreDeletedComeBackWithoutAnotherContest() throws Exception {
        campaign.takes(3).keep("best");
        diptych.shoot(campaign);
        AssetRecord lost = assets(diptych).get(2);
        byte[] png = bucket.get(lost.objects().png()).orElseThrow().bytes();
        String sidecar = sidecar(lost);
        bucket.delete(lost.objects().png());
        bucket.delete(lost.objects().sidecar());

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(4, 3, 1, 0));
        assertThat(report.dropped()).isZero();
        assertThat(bucket.get(lost.objects().png()).orElseThrow().bytes()).isEqualTo(png);
        assertThat(sidecar(lost)).isEqualTo(sidecar);
    }

    @Test
    void aRunThatIsStoppedGoesOnAndChoosesTheSame() throws Exception {
        campaign.products(4).takes(4).keep("best");
        diptych.shoot(campaign);
        Map<String, String> whole = codes(diptych);
        assertThat(whole).hasSize(8);
        String url = LocalServers.databaseUrl();

        try (Started first = Started.on(folder.resolve("a"), url, "diptych.bundle=" + bundle)) {
            assertThatThrownBy(() -> first.get(Shoot.class).shoot(campaign.campaign(), new ShootListener() {
                        @Override
                        public void progressed(ShotTotals totals) {
                            first.get(Shoot.class).stop();
                        }
                    }))
                    .isInstanceOf(StoppedRunException.class);
            assertThat(codes(first)).hasSizeBetween(1, 7);
        }
        try (Started second = Started.on(folder.resolve("b"), url, "diptych.bundle=" + bundle)) {
            ShootReport report = second.shoot(campaign);

            assertThat(report.totals()).isEqualTo(new ShotTotals(8, 0, 8, 0));
            assertThat(report.run()).isOne();
            assertThat(codes(second)).isEqualTo(whole);
        }
    }

    @Test
    void withoutAnAlignerTheBestCannotBeToldAndTheCampaignIsRefused() {
        Campaign best = campaign.takes(2).keep("best").campaign();

        assertThatThrownBy(
                        () -> PlanPreview.withoutDatabase(best, GoldenBundles.of("llada-tiny"), new MockEnvironment()))
                .isInstanceOf(NoAlignerException.class)
                .hasMessage(
                        campaign.file() + ":5: keep: best needs an aligner to tell the better takes by, and bundle"
                                + " 'golden' has none; name a bundle that has (--bundle=DIR), or leave keep out to keep all takes");
    }

    /** By hand: of five the best three go on after the first waypoint, two after the second, one is left. */
    private static int winner(List<AssetRecord> takes) {
        List<AssetRecord> left = takes;
        int[] going = {3, 2, 1};
        for (int waypoint = 0; waypoint < 3; waypoint++) {
            int at = waypoint;
            left = left.stream()
                    .sorted(Comparator.comparingDouble((AssetRecord asset) ->
                            -scores(asset).waypoints().get(at).score()))
                    .limit(going[waypoint])
                    .toList();
        }
        return left.get(0).take().number();
    }

    private static AlignmentScores scores(AssetRecord asset) {
        return AlignmentScores.of(asset.waypointScores()).orElseThrow();
    }

    private List<AssetRecord> assets(Started where) {
        List<AssetRecord> assets = new ArrayList<>();
        where.get(Ledger.class).forEachOf(bucket.bucket(), assets::add);
        assets.sort(
                Comparator.comparing((AssetRecord asset) -> asset.take().shot().key())
                        .thenComparing(asset -> asset.take().number()));
        return assets;
    }

    private Map<String, String> codes(Started where) {
        return assets(where).stream()
                .collect(Collectors.toMap(
                        asset -> asset.id().toString(), asset -> asset.outputs().codes()));
    }

    private String sidecar(AssetRecord asset) {
        return new String(bucket.get(asset.objects().sidecar()).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
