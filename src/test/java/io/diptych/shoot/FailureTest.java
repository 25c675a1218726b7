package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.export.GoldenBundles;
import io.diptych.model.InvalidBundleException;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Ledger;
import io.diptych.storage.DataFolder;
import io.diptych.storage.EmbeddedPostgresServer;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What dies or refuses, and what is left of a campaign then. */
class FailureTest {

    @TempDir
    private Path folder;

    private ObjectStore bucket;
    private SmallCampaign campaign;

    @BeforeEach
    void aCampaign() {
        bucket = LocalServers.bucket();
        campaign = new SmallCampaign(folder, bucket.bucket()).products(8);
    }

    @Test
    void shotsThatS3RefusesFailWithTheReasonAndAreMadeNextTime() throws Exception {
        // A file where the store needs a folder: it can write nothing below.
        Path inTheWay = LocalServers.s3Folder()
                .resolve(bucket.bucket())
                .resolve("campaigns")
                .resolve(bucket.bucket())
                .resolve("sku-3");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "in the way");
        try (Started diptych = Started.on(folder.resolve("data"), LocalServers.databaseUrl())) {
            ShootReport report = diptych.shoot(campaign);

            assertThat(report.totals()).isEqualTo(new ShotTotals(16, 0, 14, 2));
            assertThat(report.firstFailed())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("sku-3").contains("s3://" + bucket.bucket()));
            assertThat(assets(diptych)).hasSize(14);

            Files.delete(inTheWay);
            assertThat(diptych.shoot(campaign).totals()).isEqualTo(new ShotTotals(16, 14, 2, 0));
        }
    }

    @Test
    void aDatabaseThatGoesAwayEndsTheRunAndTheNextGoesOn() throws Exception {
        campaign.products(24);
        try (DataFolder postgresFolder = DataFolder.open(folder.resolve("postgres"));
                EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(postgresFolder, LocalServers.BINARIES)) {
            try (Started diptych = on(postgres)) {
                ShootListener stopAfterTheFirst = new ShootListener() {
                    @Override
                    public void progressed(ShotTotals totals) {
                        postgres.close();
                    }
                };
                assertThatThrownBy(() -> diptych.get(Shoot.class).shoot(campaign.campaign(), stopAfterTheFirst))
                        .isInstanceOf(DatabaseGoneException.class)
                        .hasMessageContaining("The database does not answer any more")
                        .hasMessageContaining("the same command goes on from there");
            }
        }
        try (DataFolder postgresFolder = DataFolder.open(folder.resolve("postgres"));
                EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(postgresFolder, LocalServers.BINARIES);
                Started diptych = on(postgres)) {
            List<AssetRecord> recorded = assets(diptych);
            assertThat(recorded).hasSizeBetween(1, 47);

            ShootReport report = diptych.shoot(campaign);

            assertThat(report.run()).as("the same run goes on").isOne();
            assertThat(report.totals()).isEqualTo(new ShotTotals(48, 0, 48, 0));
            assertThat(assets(diptych)).hasSize(48).containsAll(recorded);
            assertThat(pictures()).hasSize(48);
        }
    }

    @Test
    void aLateWritersObjectsAreNotRecorded() throws Exception {
        try (Started diptych = Started.on(folder.resolve("data"), LocalServers.databaseUrl())) {
            LateWriter late = new LateWriter(diptych);
            long run = late.planWithoutWorkers(campaign.campaign());

            Lease slow = late.leases().claim(run, 0, "slow");
            late.render(slow, () -> late.leases().claim(run, 0, "quick"));

            assertThat(late.failure()).isInstanceOf(LeaseLostException.class);
            assertThat(pictures()).as("orphans").isNotEmpty();
            assertThat(assets(diptych)).isEmpty();

            assertThat(diptych.shoot(campaign).totals()).isEqualTo(new ShotTotals(16, 0, 16, 0));
            assertThat(pictures())
                    .as("the same bytes lie where the orphans lay")
                    .hasSize(16);
        }
    }

    @Test
    void aBundleWithOneFlippedByteIsRefused() throws Exception {
        Path bundle = folder.resolve("bundle");
        FileSystemUtils.copyRecursively(GoldenBundles.of("llada-tiny").directory(), bundle);
        Path weights = bundle.resolve("denoiser.weights");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        try (Started diptych =
                Started.on(folder.resolve("data"), LocalServers.databaseUrl(), "diptych.bundle=" + bundle)) {
            assertThatThrownBy(() -> diptych.shoot(campaign))
                    .isInstanceOf(InvalidBundleException.class)
                    .hasMessageContaining("denoiser.weights")
                    .hasMessageContaining("altered");
            assertThat(assets(diptych)).isEmpty();
        }
    }

    @Test
    void twoProcessesDoNotShootTheSameCampaignAtOnce() throws Exception {
        try (Started diptych = Started.on(folder.resolve("data"), LocalServers.databaseUrl());
                CampaignLock other =
                        CampaignLock.take(diptych.get(javax.sql.DataSource.class), RunKind.CAMPAIGN, bucket.bucket())) {
            assertThatThrownBy(() -> diptych.shoot(campaign)).hasMessageContaining("is being shot by another process");
        }
    }

    private Started on(EmbeddedPostgresServer postgres) {
        return Started.on(
                folder.resolve("data"),
                postgres.jdbcUrl(),
                "spring.datasource.username=" + postgres.user(),
                "spring.datasource.password=" + postgres.password(),
                "spring.datasource.hikari.connection-timeout=1000",
                "spring.datasource.hikari.validation-timeout=500",
                // A worker that is gone loses its partitions after four of these.
                "diptych.shoot.heartbeat=500ms");
    }

    private List<AssetRecord> assets(Started diptych) {
        List<AssetRecord> assets = new ArrayList<>();
        diptych.get(Ledger.class).forEachOf(bucket.bucket(), assets::add);
        return assets;
    }

    private List<String> pictures() {
        return bucket.list("")
                .map(StoredObject.Entry::key)
                .filter(key -> key.endsWith(".png"))
                .toList();
    }
}
