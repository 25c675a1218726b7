package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.Frame;
import io.diptych.campaign.Plan;
import io.diptych.campaign.ShotKey;
import io.diptych.campaign.Take;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.WebPhotos;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.TakeKey;
import io.diptych.scene.InvalidFileException;
import io.diptych.storage.StorageProperties;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes another take of a shot that a campaign shows, with another seed or an edited instruction; the old one is kept. A
 * retake is a run of its own with one shot, which workers take before other work; it ends with its shot.
 */
@Component
public class Retakes {

    private static final int LONGEST_INSTRUCTION = 2_000;

    private final Campaigns campaigns;
    private final Shoot shoot;
    private final CampaignRuns runs;
    private final RunFrames frames;
    private final Partitions partitions;
    private final Worker worker;
    private final WorkerModel model;
    private final Catalogs catalogs;
    private final PhotoFactsTable photoFacts;
    private final WebPhotos webPhotos;
    private final Ledger ledger;
    private final ShootSettings settings;
    private final StorageProperties storage;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Retakes(
            Campaigns campaigns,
            Shoot shoot,
            CampaignRuns runs,
            RunFrames frames,
            Partitions partitions,
            Worker worker,
            WorkerModel model,
            Catalogs catalogs,
            PhotoFactsTable photoFacts,
            WebPhotos webPhotos,
            Ledger ledger,
            ShootSettings settings,
            StorageProperties storage,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.campaigns = campaigns;
        this.shoot = shoot;
        this.runs = runs;
        this.frames = frames;
        this.partitions = partitions;
        this.worker = worker;
        this.model = model;
        this.catalogs = catalogs;
        this.photoFacts = photoFacts;
        this.webPhotos = webPhotos;
        this.ledger = ledger;
        this.settings = settings;
        this.storage = storage;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /** The shot that an asset is a take of, as the campaign planned it. */
    private record Original(
            long run,
            int number,
            String sku,
            String title,
            long line,
            String scene,
            String variant,
            String instruction,
            String photo,
            String photoDigest) {}

    /**
     * Asks for it; workers render it soon. Returns the number of its run.
     *
     * @param asset any take of the shot
     * @param actor who asks
     * @throws NoSuchCampaignException if there is no such campaign
     * @throws CampaignStateException if the campaign does not show the asset, its scene is gone, or this very take exists
     */
    public long retake(String name, AssetId asset, NewTake wanted, String actor)
            throws IOException, InvalidFileException {
        Campaign campaign = campaigns.definition(name).withConfiguredBucket(storage.bucket());
        Original shot = original(name, asset);
        String instruction = instruction(wanted, shot);
        CampaignPlanning planning = new CampaignPlanning(campaign, catalogs, photoFacts, webPhotos, model.bundle());
        Frame frame = frame(planning, shot);
        ShotKey key = ShotKey.of(instruction, shot.photoDigest(), frame, planning.model());
        long run = Objects.requireNonNull(transaction.execute(status -> {
            // Two who ask at once get takes of different numbers.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                    .param("key", key.hex())
                    .query(row -> {});
            int number = nextTake(key);
            long seed = wanted.seed() == null
                    ? Take.of(campaign.seed(), key, number).seed()
                    : wanted.seed();
            refuseWhatExists(key, seed);
            CampaignRun made = runs.saveAndFlush(
                    shoot.newRun(campaign, RunKind.RETAKE, "retake of " + asset, planning.place(), actor));
            made.planned(1, 0);
            runs.flush();
            frames.replace(made.id(), List.of(fitting(frame)));
            write(made.id(), shot, frame.number(), number, instruction, key, seed);
            partitions.cut(made.id(), settings.partition());
            partitions.release(made.id(), Partitions.PROMPT_PRIORITY);
            return made.id();
        }));
        if (settings.worker()) {
            worker.wake();
        }
        return run;
    }

    private Original original(String campaign, AssetId asset) {
        return jdbc.sql("""
                        select shot.run, shot.number, sku, title, line, scene, variant, instruction, photo, photo_digest
                        from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame
                        join campaign_run run on run.id = shot.run
                        where shot.asset = :asset and run.campaign = :campaign order by shot.run desc limit 1""")
                .param("asset", asset.value())
                .param("campaign", campaign)
                .query((row, n) -> new Original(
                        row.getLong("run"),
                        row.getInt("number"),
                        row.getString("sku"),
                        row.getString("title"),
                        row.getLong("line"),
                        row.getString("scene"),
                        row.getString("variant"),
                        row.getString("instruction"),
                        row.getString("photo"),
                        row.getString("photo_digest")))
                .optional()
                .orElseThrow(
                        () -> new CampaignStateException("Campaign " + campaign + " does not show asset " + asset));
    }

    private static String instruction(NewTake wanted, Original shot) {
        if (wanted.instruction() == null || wanted.instruction().isBlank()) {
            return shot.instruction();
        }
        String edited = wanted.instruction().strip().replaceAll("\\s+", " ");
        if (edited.length() > LONGEST_INSTRUCTION) {
            throw new CampaignStateException(
                    "The instruction has " + edited.length() + " characters; at most " + LONGEST_INSTRUCTION);
        }
        return edited;
    }

    private static Frame frame(CampaignPlanning planning, Original shot) throws IOException {
        try (Plan plan = planning.open()) {
            return plan.frames().stream()
                    .filter(frame -> frame.scene().name().equals(shot.scene())
                            && frame.variant().label().equals(shot.variant()))
                    .findFirst()
                    .orElseThrow(() -> new CampaignStateException("The campaign has no scene " + shot.scene() + " in "
                            + shot.variant() + " any more; put it back to make another take"));
        }
    }

    private RunFrame fitting(Frame frame) {
        try {
            return new FrameFit(model.bundle().manifest()).fit(frame);
        } catch (UnfitFrameException e) {
            throw new CampaignStateException(String.valueOf(e.getMessage()));
        }
    }

    private int nextTake(ShotKey key) {
        return 1 + jdbc.sql("""
                                select greatest((select coalesce(max(take), 0) from asset where shot_key = :key),
                                                (select coalesce(max(take), 0) from shot where shot_key = :key))""").param("key", key.hex()).query(Integer.class).single();
    }

    private void refuseWhatExists(ShotKey key, long seed) {
        @Nullable
        AssetRecord existing = ledger.existing(List.of(new TakeKey(key.hex(), seed))).values().stream()
                .findFirst()
                .orElse(null);
        if (existing != null) {
            throw new CampaignStateException("With this seed and instruction it exists already: take "
                    + existing.take().number() + ", asset " + existing.id() + "; choose another seed");
        }
    }

    private void write(long run, Original shot, int frame, int take, String instruction, ShotKey key, long seed) {
        jdbc.sql("""
                        insert into shot (run, number, sku, title, line, frame, take, instruction, photo, photo_digest,
                            shot_key, seed, contenders)
                        values (:run, :number, :sku, :title, :line, :frame, :take, :instruction, :photo, :digest,
                            :key, :seed, 1)""")
                .param("run", run)
                .param("number", shot.number())
                .param("sku", shot.sku())
                .param("title", shot.title())
                .param("line", shot.line())
                .param("frame", frame)
                .param("take", take)
                .param("instruction", instruction)
                .param("photo", shot.photo())
                .param("digest", shot.photoDigest())
                .param("key", key.hex())
                .param("seed", seed)
                .update();
    }
}
