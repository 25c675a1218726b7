package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.campaign.CampaignFile;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ReplayRefusedException;
import io.diptych.provenance.Replayed;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns from end to end, on the real Postgres and S3 and a real (if untrained) model. */
class ShootTest {

    @TempDir
    private static Path data;

    private static Started diptych;

    @TempDir
    private Path folder;

    private ObjectStore bucket;
    private SmallCampaign campaign;

    @BeforeAll
    static void start() {
        diptych = Started.on(data, LocalServers.databaseUrl());
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void aCampaignOfTenShots() {
        bucket = LocalServers.bucket();
        campaign = new SmallCampaign(folder, bucket.bucket()).products(5);
    }

    @Test
    void everyShotGetsPictureCopyAndSidecarAndThenNothingIsLeftToDo() throws Exception {
        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(10, 0, 10, 0));
        assertThat(report.skipped()).isZero();
        assertThat(objects()).hasSize(30);
        assertThat(report.contactSheet()).content().contains("sku-4").contains("desk");
        assertThat(assets())
                .hasSize(10)
                .allSatisfy(asset -> assertThat(objects())
                        .contains(
                                asset.objects().png(),
                                asset.objects().sidecar(),
                                asset.objects().copy()));

        ShootReport again = diptych.shoot(campaign);

        assertThat(again.totals()).isEqualTo(new ShotTotals(10, 10, 0, 0));
        assertThat(again.rendered()).isZero();
        assertThat(again.run()).isGreaterThan(report.run());
        assertThat(assets()).hasSize(10);
    }

    @Test
    void deletedObjectsComeBackWithTheSameBytesAndNoOthersAreTouched() throws Exception {
        diptych.shoot(campaign);
        List<AssetRecord> assets = assets();
        List<String> deleted = List.of(
                assets.get(1).objects().png(),
                assets.get(4).objects().png(),
                assets.get(8).objects().copy());
        Map<String, String> before = digests();
        deleted.forEach(bucket::delete);
        assertThat(objects()).hasSize(27);

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(10, 7, 3, 0));
        assertThat(digests()).isEqualTo(before);
        assertThat(assets()).hasSize(10);
    }

    @Test
    void anotherSeedGivesOtherCodesAndBothStay() throws Exception {
        diptych.shoot(campaign);
        diptych.shoot(campaign.seed(43));

        List<AssetRecord> assets = assets();
        assertThat(assets).hasSize(20);
        assertThat(assets.stream().map(asset -> asset.outputs().codes()).distinct())
                .hasSize(20);
        assertThat(assets.stream().map(asset -> asset.take().shot().key()).distinct())
                .hasSize(10);
    }

    @Test
    void aChangedCampaignRendersOnlyWhatIsNew() throws Exception {
        diptych.shoot(campaign);
        campaign.scene("window", "96x64", "w50 {title} w53").takes(2);

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(20, 5, 15, 0));
    }

    @Test
    void replayGivesTheSameBytesWithTheObjectGone() throws Exception {
        diptych.shoot(campaign);
        AssetRecord asset = assets().get(3);
        byte[] recorded = bucket.get(asset.objects().png()).orElseThrow().bytes();
        bucket.delete(asset.objects().png());

        Replayed replayed = diptych.get(Replays.class).replay(asset.id(), null);

        assertThat(replayed.sameBytes()).isTrue();
        assertThat(replayed.environmentDifferences()).isEmpty();
        assertThat(replayed.now().png()).isEqualTo(recorded);
    }

    @Test
    void replayAsksForThePhotoWhereItIsGone() throws Exception {
        diptych.shoot(campaign);
        AssetRecord asset = assets().stream()
                .filter(each -> each.take().shot().sku().equals("sku-2"))
                .findFirst()
                .orElseThrow();
        Path photo = Files.move(folder.resolve("photo-2.png"), folder.resolve("moved.png"));

        assertThatThrownBy(() -> diptych.get(Replays.class).replay(asset.id(), null))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("photo-2.png")
                .hasMessageContaining("--photo=FILE");
        assertThatThrownBy(() -> diptych.get(Replays.class).replay(asset.id(), folder.resolve("photo-1.png")))
                .hasMessageContaining("is not the photo that the asset was made from");
        assertThat(diptych.get(Replays.class).replay(asset.id(), photo).sameBytes())
                .isTrue();
    }

    @Test
    void aShotDoesNotDependOnItsCompanions() throws Exception {
        diptych.shoot(campaign);
        Map<String, String> together = codes();

        // On a database of its own nothing exists yet: every other shot, so in other slots beside others.
        try (Started elsewhere = Started.on(folder.resolve("data"), LocalServers.databaseUrl())) {
            Path catalog = folder.resolve("catalog.jsonl");
            List<String> rows = Files.readAllLines(catalog);
            Files.write(catalog, List.of(rows.get(4), rows.get(1), rows.get(3)));
            elsewhere.shoot(campaign.scenes("window, desk"));
            Map<String, String> apart = codes(elsewhere);
            assertThat(apart).hasSize(6);
            assertThat(together).containsAllEntriesOf(apart);
        }
    }

    @Test
    void anotherCampaignWithTheSameShotsFindsThemMade() throws Exception {
        diptych.shoot(campaign);
        campaign.file();
        Path file = folder.resolve("campaign.yaml");
        Files.writeString(file, Files.readString(file).replace("name: " + bucket.bucket(), "name: spring"));

        ShootReport report = diptych.get(Shoot.class).shoot(CampaignFile.read(file), ShootListener.NONE);

        assertThat(report.campaign()).isEqualTo("spring");
        assertThat(report.totals()).isEqualTo(new ShotTotals(10, 10, 0, 0));
        assertThat(report.contactSheet()).content().contains("sku-4");
    }

    @Test
    void anotherBucketGetsTheSameBytes() throws Exception {
        diptych.shoot(campaign);
        ObjectStore other = LocalServers.bucket();

        ShootReport report =
                diptych.get(Shoot.class).shoot(campaign.campaign().withBucket(other.bucket()), ShootListener.NONE);

        assertThat(report.totals()).isEqualTo(new ShotTotals(10, 0, 10, 0));
        assertThat(digests(other)).isEqualTo(digests());
        assertThat(assets()).hasSize(10);
    }

    @Test
    void badRowsAndPhotosAreListedAndTheRestGoesOn() throws Exception {
        Files.writeString(folder.resolve("photo-1.png"), "this is no picture");
        Files.delete(folder.resolve("photo-2.png"));
        Path catalog = folder.resolve("catalog.jsonl");
        Files.writeString(catalog, Files.readString(catalog) + "{\"sku\": \"broken\"\n");

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(6, 0, 6, 0));
        assertThat(report.skipped()).isEqualTo(3);
        assertThat(report.firstSkipped())
                .anySatisfy(line -> assertThat(line)
                        .contains("catalog.jsonl:2")
                        .contains("sku-1")
                        .contains("holds text"));
        assertThat(report.firstSkipped()).anySatisfy(line -> assertThat(line).contains("catalog.jsonl:3"));
        assertThat(report.firstSkipped()).anySatisfy(line -> assertThat(line).contains("catalog.jsonl:6"));
    }

    @Test
    void aSceneThatIsMissingOrDoesNotFitTheBundleCostsItsOwnShotsOnly() throws Exception {
        campaign.scene("huge", "1024x1024", "w40 {title}").scenes("desk, huge, widnow");

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(5, 0, 5, 0));
        assertThat(report.firstSkipped())
                .anySatisfy(line -> assertThat(line)
                        .contains("huge.yaml")
                        .contains("size: 1024x1024")
                        .contains("64x64, 96x64"));
        assertThat(report.firstSkipped())
                .anySatisfy(line -> assertThat(line).contains("widnow").contains("window"));
    }

    @Test
    void anInstructionThatIsTooLongFailsItsShotWithTheReason() throws Exception {
        campaign.scene("window", "96x64", "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 {title} w11 w12 w13");

        ShootReport report = diptych.shoot(campaign);

        assertThat(report.totals()).isEqualTo(new ShotTotals(10, 0, 5, 5));
        assertThat(report.firstFailed())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains("window-default, take 1")
                        .contains("15 tokens")
                        .contains("at most 12"));
        assertThat(diptych.shoot(campaign).totals()).isEqualTo(new ShotTotals(10, 5, 0, 5));
    }

    private List<AssetRecord> assets() {
        return assets(diptych);
    }

    private List<AssetRecord> assets(Started where) {
        List<AssetRecord> assets = new ArrayList<>();
        where.get(Ledger.class).forEachOf(bucket.bucket(), assets::add);
        return assets;
    }

    private Map<String, String> codes() {
        return codes(diptych);
    }

    private Map<String, String> codes(Started where) {
        return assets(where).stream()
                .collect(Collectors.toMap(
                        asset -> asset.take().shot().key(),
                        asset -> asset.outputs().codes()));
    }

    private List<String> objects() {
        return objects(bucket);
    }

    private static List<String> objects(ObjectStore bucket) {
        return bucket.list("")
                .map(StoredObject.Entry::key)
                .filter(key -> !key.endsWith(".html"))
                .toList();
    }

    private Map<String, String> digests() {
        return digests(bucket);
    }

    /** The sidecar names its bucket, and so differs between buckets. */
    private static Map<String, String> digests(ObjectStore bucket) {
        return objects(bucket).stream()
                .filter(key -> !key.endsWith(".json"))
                .collect(Collectors.toMap(
                        key -> key,
                        key -> HexFormat.of()
                                .formatHex(bucket.get(key).orElseThrow().bytes())));
    }
}
