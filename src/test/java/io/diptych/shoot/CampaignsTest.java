package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Ledger;
import io.diptych.scene.InvalidFileException;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people ask of a server's campaigns happens: also side by side, after a pause, and in the next server. */
class CampaignsTest {

    private static final String SLOW = "sampler: {text-steps: 12, image-steps: 12, image-guidance: 1.5}";

    private final String name = "c" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path folder;

    private ObjectStore bucket;
    private String database;

    private Started server;

    @BeforeEach
    void serve() {
        bucket = LocalServers.bucket();
        database = LocalServers.databaseUrl();
        server = start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCampaignIsMadeOfUploadsPlannedAndShot() throws Exception {
        CampaignStatus draft = create(name, 3);
        assertThat(draft.state()).isEqualTo(CampaignState.DRAFT);
        assertThat(draft.createdBy()).isEqualTo("erna");
        assertThat(campaigns().plan(name).shots()).isEqualTo(3);

        campaigns().start(name, "erna");
        CampaignStatus done = awaitState(name, CampaignState.FINISHED);
        assertThat(done.totals()).isEqualTo(new ShotTotals(3, 0, 3, 0));
        assertThat(done.percent()).isEqualTo(100);
        assertThat(campaigns().list(null, 10)).extracting(CampaignStatus::name).contains(name);
        assertThatThrownBy(() -> campaigns().start(name, "erna"))
                .isInstanceOf(CampaignStateException.class)
                .hasMessageContaining("is finished");
        assertThatThrownBy(() -> campaigns().retryFailed(name, "erna")).hasMessageContaining("nothing failed");
    }

    @Test
    void twoCampaignsAreShotSideBySide() throws Exception {
        create(name, 2);
        create(name + "-b", 2);
        campaigns().start(name, "erna");
        campaigns().start(name + "-b", "erna");
        assertThat(awaitState(name, CampaignState.FINISHED).totals().done()).isEqualTo(2);
        assertThat(awaitState(name + "-b", CampaignState.FINISHED).totals().done())
                .isEqualTo(2);
    }

    @Test
    void aPausedCampaignGoesOnWithTheSameRunAndLosesNothing() throws Exception {
        create(name, 40);
        campaigns().start(name, "erna");
        awaitDone(name, 1);
        campaigns().pause(name, "erna");
        assertThat(get(name).state()).isEqualTo(CampaignState.PAUSED);
        CampaignStatus paused = awaitStill(name);
        assertThat(paused.totals().open()).isPositive();

        campaigns().start(name, "erna");
        CampaignStatus done = awaitState(name, CampaignState.FINISHED);
        assertThat(done.run()).isEqualTo(paused.run());
        assertThat(done.totals()).isEqualTo(new ShotTotals(40, 0, 40, 0));
    }

    @Test
    void aCancelledCampaignKeepsWhatWasRecordedAndMayBeStartedAgain() throws Exception {
        create(name, 40);
        campaigns().start(name, "erna");
        awaitDone(name, 1);
        campaigns().cancel(name, "erna");
        CampaignStatus cancelled = awaitStill(name);
        assertThat(cancelled.state()).isEqualTo(CampaignState.CANCELLED);
        long recorded = cancelled.totals().done();
        assertThat(recorded).isBetween(1L, 39L);
        assertThatThrownBy(() -> campaigns().pause(name, "erna")).hasMessageContaining("is cancelled");

        campaigns().start(name, "erna");
        assertThat(awaitState(name, CampaignState.FINISHED).totals())
                .isEqualTo(new ShotTotals(40, recorded, 40 - recorded, 0));
    }

    @Test
    void whatFailedIsRetriedOnceItIsMended() throws Exception {
        create(name, catalog(2) + "{\"sku\": \"late\", \"title\": \"w9 w9\", \"photo\": \"late.png\"}\n", 2);
        campaigns().start(name, "erna");
        CampaignStatus first = awaitState(name, CampaignState.FINISHED);
        assertThat(first.skipped()).isEqualTo(1);
        assertThat(campaigns().problems(name, 5)).singleElement().asString().contains("late.png");

        Path drawn = folder.resolve("drawn-" + name);
        new SmallCampaign(drawn, name).photo("late.png", 77);
        Files.copy(
                drawn.resolve("late.png"),
                folder.resolve("data/campaigns").resolve(name).resolve("late.png"));
        campaigns().retryFailed(name, "erna");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !first.run().equals(get(name).run()));
        assertThat(awaitState(name, CampaignState.FINISHED).totals()).isEqualTo(new ShotTotals(3, 2, 1, 0));
    }

    @Test
    void aRunThatCannotGoOnSaysWhyAndGoesOnOnceItCan() throws Exception {
        Path file = create(name, 2).file();
        String right = Files.readString(file);
        campaigns().start(name, "erna");
        awaitState(name, CampaignState.FINISHED);

        create(name + "-b", 2);
        Path other = get(name + "-b").file();
        String otherRight = Files.readString(other);
        campaigns().start(name + "-b", "erna");
        Files.writeString(other, otherRight.replace("takes: 1", "takes: none"));
        CampaignStatus stopped = await().atMost(Duration.ofSeconds(60))
                .until(() -> get(name + "-b"), status -> !status.state().isActive());
        if (stopped.state() == CampaignState.STOPPED) {
            assertThat(stopped.trouble()).contains("takes");
            Files.writeString(other, otherRight);
            campaigns().start(name + "-b", "erna");
        }
        awaitState(name + "-b", CampaignState.FINISHED);
        assertThat(right).contains("takes: 1");
    }

    @Test
    void theNextServerGoesOnWithWhatRanAndLeavesWhatWasPaused() throws Exception {
        create(name, 40);
        create(name + "-paused", 40);
        campaigns().start(name, "erna");
        campaigns().start(name + "-paused", "erna");
        awaitDone(name, 1);
        campaigns().pause(name + "-paused", "erna");
        server.close();

        server = start();
        assertThat(awaitState(name, CampaignState.FINISHED).totals()).isEqualTo(new ShotTotals(40, 0, 40, 0));
        assertThat(get(name + "-paused").state()).isEqualTo(CampaignState.PAUSED);
    }

    @Test
    void aTrialShootsTheFirstProductOnlyAndTheCampaignTakesItOver() throws Exception {
        create(name, 3);
        campaigns().tryOut(name, "erna");
        Trial trial = await().atMost(Duration.ofSeconds(60))
                .until(() -> campaigns().trial(name).orElseThrow(), found -> !found.isOnItsWay());
        assertThat(trial.trouble()).isNull();
        assertThat(trial.shots()).singleElement().satisfies(shot -> {
            assertThat(shot.sku()).isEqualTo("sku-0");
            assertThat(shot.asset()).isNotNull();
        });
        assertThat(get(name).state()).isEqualTo(CampaignState.DRAFT);

        campaigns().start(name, "erna");
        assertThat(awaitState(name, CampaignState.FINISHED).totals()).isEqualTo(new ShotTotals(3, 1, 2, 0));
    }

    @Test
    void aRetakeIsAnotherAssetOfTheSameShotAndEndsItsOwnRun() throws Exception {
        create(name, 1);
        campaigns().start(name, "erna");
        long run = awaitState(name, CampaignState.FINISHED).run();
        JdbcClient jdbc = server.get(JdbcClient.class);
        AssetId first = asset(jdbc, run);
        Retakes retakes = server.get(Retakes.class);

        long retake = retakes.retake(name, first, new NewTake(null, null), "paula");
        awaitRetake(jdbc, retake);
        AssetId second = asset(jdbc, retake);
        assertThat(second).isNotEqualTo(first);
        AssetRecord record = server.get(Ledger.class).find(second).orElseThrow();
        assertThat(record.take().number()).isEqualTo(2);
        assertThat(server.get(Ledger.class).find(first)).isPresent();
        assertThat(server.get(ObjectStore.class)
                        .in(record.objects().bucket())
                        .exists(record.objects().png()))
                .isTrue();
        assertThatThrownBy(() ->
                        retakes.retake(name, first, new NewTake(record.take().seed(), null), "paula"))
                .hasMessageContaining("exists already");

        long edited = retakes.retake(name, first, new NewTake(5L, "w40 w60  w41"), "paula");
        awaitRetake(jdbc, edited);
        assertThat(server.get(Ledger.class)
                        .find(asset(jdbc, edited))
                        .orElseThrow()
                        .take())
                .satisfies(take -> assertThat(take.number()).isEqualTo(1))
                .satisfies(take -> assertThat(take.seed()).isEqualTo(5));
        assertThat(jdbc.sql("select requested_by from campaign_run where id = :run")
                        .param("run", edited)
                        .query(String.class)
                        .single())
                .isEqualTo("paula");
        assertThat(get(name).state()).isEqualTo(CampaignState.FINISHED);
    }

    @Test
    void aReplayBesideABusyWorkerGivesTheSameBytesAndDisturbsNothing() throws Exception {
        create(name, 1);
        campaigns().start(name, "erna");
        AssetId asset = asset(
                server.get(JdbcClient.class),
                awaitState(name, CampaignState.FINISHED).run());
        create(name + "-b", 40);
        campaigns().start(name + "-b", "erna");
        awaitDone(name + "-b", 1);
        for (int i = 0; i < 3; i++) {
            assertThat(server.get(Replays.class).replay(asset, null).sameBytes())
                    .isTrue();
        }
        assertThat(awaitState(name + "-b", CampaignState.FINISHED).totals()).isEqualTo(new ShotTotals(40, 0, 40, 0));
    }

    @Test
    void manyWatchersAreToldOfEveryChangeUntilTheyLeave() throws Exception {
        create(name, 3);
        List<CampaignStatus> told = new CopyOnWriteArrayList<>();
        List<AutoCloseable> watches = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            watches.add(server.get(ProgressFeed.class).watch(name, told::add, () -> {}));
        }
        assertThat(told).hasSize(20);
        campaigns().start(name, "erna");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told.stream()
                                .filter(status -> status.state() == CampaignState.FINISHED)
                                .count()
                        == 20);
        for (AutoCloseable watch : watches) {
            watch.close();
        }
        assertThat(server.get(ProgressFeed.class).watchers()).isZero();
    }

    @Test
    void aWorkerIsSeen() throws Exception {
        create(name, 2);
        campaigns().start(name, "erna");
        awaitState(name, CampaignState.FINISHED);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(server.get(Workers.class).living()).isNotEmpty());
    }

    @Test
    void aBadUploadIsToldByFileAndFieldAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> campaigns()
                        .create(
                                NewCampaign.of(name, upload("shop.csv", "Title,Price\nX,1\n"), List.of("desk")),
                                "erna"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("desk");
        assertThatThrownBy(() -> campaigns()
                        .create(
                                NewCampaign.of("No Good", upload("a.jsonl", catalog(1)), List.of("beach-afternoon")),
                                "x"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("lower-case letters");
        assertThatThrownBy(() -> campaigns()
                        .create(
                                NewCampaign.of(
                                        name, upload("shop.csv", "Title,Price\nX,1\n"), List.of("beach-afternoon")),
                                "erna"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("no known kind of catalog")
                .hasMessageNotContaining(folder.toString());
        assertThat(campaigns().find(name)).isEmpty();
        assertThat(folder.resolve("data/campaigns")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.png", "/tmp/evil.png", "a/../../evil.png", "..\\evil.png", "C:\\evil.png"})
    void noZipEntryLeadsOutOfTheCampaignsFolder(String entry) {
        Upload zip = new Upload("photos.zip", new ByteArrayInputStream(zip(entry)));
        assertThatThrownBy(() -> campaigns().create(withPhotos(zip), "erna"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("leads out of it");
        assertThat(folder.resolve("data/campaigns")).isEmptyDirectory();
    }

    @Test
    void aPathInAFileNameIsNotFollowed() throws Exception {
        Upload photo = new Upload("../../../evil.png", new ByteArrayInputStream(new byte[] {1}));
        NewCampaign campaign = new NewCampaign(
                name,
                upload("../../campaign.yaml", catalog(1)),
                List.of("beach-afternoon"),
                List.of(),
                List.of(photo),
                List.of(),
                1,
                io.diptych.campaign.Campaign.Keep.ALL,
                null,
                null);
        campaigns().create(campaign, "erna");
        Path home = folder.resolve("data/campaigns").resolve(name);
        assertThat(campaigns().definition(name).catalog().path()).isEqualTo(home.resolve("catalog-campaign.yaml"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.endsWith("evil.png"))).containsExactly(home.resolve("evil.png"));
        }
    }

    @Test
    void aNameIsTakenOnceAndADraftCanBeRemoved() throws Exception {
        create(name, 1);
        assertThatThrownBy(() -> create(name, 1)).isInstanceOf(CampaignStateException.class);
        campaigns().remove(name);
        assertThatThrownBy(() -> get(name)).isInstanceOf(NoSuchCampaignException.class);
        assertThat(folder.resolve("data/campaigns")).isEmptyDirectory();
        create(name, 1);
    }

    @Test
    void anOwnSceneIsKeptCheckedAndCopiedIntoTheCampaigns() throws Exception {
        Scenes scenes = server.get(Scenes.class);
        assertThatThrownBy(() -> scenes.save("desk", "name: desk\ninstruction: {a\nsize: 64x64\n"))
                .isInstanceOf(InvalidFileException.class);
        scenes.save("desk", scene("desk"));
        assertThat(scenes.find("desk").orElseThrow().own()).isTrue();
        assertThat(scenes.find("beach-afternoon").orElseThrow().own()).isFalse();
        assertThat(scenes.find("../campaigns/x")).isEmpty();

        campaigns().create(NewCampaign.of(name, upload("a.jsonl", catalog(1)), List.of("desk")), "erna");
        scenes.remove("desk");
        assertThat(campaigns().definition(name).scenes()).hasSize(1);
        assertThat(campaigns().plan(name).problems()).isEmpty();
    }

    private Started start() {
        Started started = Started.on(
                folder.resolve("data"),
                database,
                "diptych.storage.bucket=" + bucket.bucket(),
                "diptych.shoot.partition=8");
        started.get(CampaignRunner.class).start();
        return started;
    }

    private Campaigns campaigns() {
        return server.get(Campaigns.class);
    }

    private CampaignStatus get(String campaign) {
        return campaigns().get(campaign);
    }

    private CampaignStatus create(String campaign, int products) throws Exception {
        return create(campaign, catalog(products), products);
    }

    private CampaignStatus create(String campaign, String catalog, int photos) throws Exception {
        Path drawn = Files.createDirectories(folder.resolve("drawn-" + campaign));
        SmallCampaign drawing = new SmallCampaign(drawn, campaign);
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            drawing.photo("photo-" + i + ".png", i);
            uploads.add(new Upload(
                    "photo-" + i + ".png",
                    new ByteArrayInputStream(Files.readAllBytes(drawn.resolve("photo-" + i + ".png")))));
        }
        return campaigns()
                .create(
                        new NewCampaign(
                                campaign,
                                upload("shop.jsonl", catalog),
                                List.of("desk"),
                                List.of(upload("desk.yaml", scene("desk"))),
                                uploads,
                                List.of(),
                                1,
                                io.diptych.campaign.Campaign.Keep.ALL,
                                null,
                                7L),
                        "erna");
    }

    private NewCampaign withPhotos(Upload photos) {
        return new NewCampaign(
                name,
                upload("shop.jsonl", catalog(1)),
                List.of("beach-afternoon"),
                List.of(),
                List.of(photos),
                List.of(),
                1,
                io.diptych.campaign.Campaign.Keep.ALL,
                null,
                null);
    }

    private static String catalog(int products) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < products; i++) {
            lines.append("{\"sku\": \"sku-%d\", \"title\": \"w%d w%d\", \"photo\": \"photo-%d.png\"}\n"
                    .formatted(i, 60 + i, 10 + i, i));
        }
        return lines.toString();
    }

    private static String scene(String scene) {
        return "name: " + scene + "\nmode: edit\ninstruction: \"w40 {title} w41\"\nsize: 64x64\n" + SLOW + "\n";
    }

    private static Upload upload(String file, String text) {
        return new Upload(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] zip(String entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private CampaignStatus awaitState(String campaign, CampaignState state) {
        return await().atMost(Duration.ofSeconds(90)).until(() -> get(campaign), status -> status.state() == state);
    }

    private void awaitDone(String campaign, long shots) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(campaign).totals().done() >= shots);
    }

    private static AssetId asset(JdbcClient jdbc, long run) {
        return new AssetId(jdbc.sql("select asset from shot where run = :run and number = 0")
                .param("run", run)
                .query(UUID.class)
                .single());
    }

    private static void awaitRetake(JdbcClient jdbc, long run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select state from campaign_run where id = :run")
                        .param("run", run)
                        .query(String.class)
                        .single()
                        .equals("FINISHED"));
    }

    /** Once no partition is claimed any more, nothing can be added. */
    private CampaignStatus awaitStill(String campaign) {
        JdbcClient jdbc = server.get(JdbcClient.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from scheduled_tasks where task_instance like :run || '/%'")
                                .param("run", get(campaign).run().toString())
                                .query(Long.class)
                                .single()
                        == 0);
        return get(campaign);
    }
}
