package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.WebPhotos;
import io.diptych.provenance.Place;
import io.diptych.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shoots campaigns, several side by side if asked to, with one worker in this process. */
@Component
public class Shoot {

    private static final Logger log = LoggerFactory.getLogger(Shoot.class);
    private static final int LISTED = 20;
    private static final long ALL = Long.MAX_VALUE;

    private final DataSource database;
    private final TransactionTemplate transaction;
    private final CampaignTable campaigns;
    private final CampaignRuns runs;
    private final RunProblems problems;
    private final ShotList shots;
    private final Partitions partitions;
    private final CampaignJob job;
    private final Worker worker;
    private final DeliverySignal signal;
    private final WorkerName workerName;
    private final WorkerModel model;
    private final Catalogs catalogs;
    private final PhotoFactsTable photoFacts;
    private final WebPhotos webPhotos;
    private final RenderTime renderTime;
    private final ShootSettings settings;
    private final StorageProperties storage;
    private final Clock clock;
    private final Set<Long> inProgress = ConcurrentHashMap.newKeySet();

    Shoot(
            DataSource database,
            TransactionTemplate transaction,
            CampaignTable campaigns,
            CampaignRuns runs,
            RunProblems problems,
            ShotList shots,
            Partitions partitions,
            CampaignJob job,
            Worker worker,
            DeliverySignal signal,
            WorkerName workerName,
            WorkerModel model,
            Catalogs catalogs,
            PhotoFactsTable photoFacts,
            WebPhotos webPhotos,
            RenderTime renderTime,
            ShootSettings settings,
            StorageProperties storage,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.campaigns = campaigns;
        this.runs = runs;
        this.problems = problems;
        this.shots = shots;
        this.partitions = partitions;
        this.job = job;
        this.worker = worker;
        this.signal = signal;
        this.workerName = workerName;
        this.model = model;
        this.catalogs = catalogs;
        this.photoFacts = photoFacts;
        this.webPhotos = webPhotos;
        this.renderTime = renderTime;
        this.settings = settings;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Shoots what of the campaign does not exist yet. A run that died is resumed, unless the campaign has changed since.
     *
     * @throws IOException when the catalog cannot be read at all
     * @throws CampaignBusyException if another process shoots it
     * @throws StoppedRunException after {@link #stop}, or when someone paused or cancelled the run
     * @throws RuntimeException when the run cannot go on; everything recorded stays, and the same call goes on from there
     */
    public ShootReport shoot(Campaign campaign, ShootListener listener) throws Exception {
        return shoot(campaign, RunKind.CAMPAIGN, ALL, listener);
    }

    /** Shoots the campaign's first product that has a usable photo, before other work. Throws as {@link #shoot} does. */
    void tryOut(Campaign campaign, ShootListener listener) throws Exception {
        shoot(campaign, RunKind.TRIAL, 1, listener);
    }

    /**
     * Ends the runs in progress, from another thread, and returns at once: the model is left at its next step, what is
     * rendered is still delivered, and then {@link #shoot} throws. For good: nothing is shot any more after it.
     */
    public void stop() {
        worker.stop();
        signal.stopped();
    }

    private ShootReport shoot(Campaign given, RunKind kind, long products, ShootListener listener) throws Exception {
        Campaign campaign = given.withConfiguredBucket(storage.bucket());
        try (CampaignLock lock = CampaignLock.take(database, kind, campaign.name())) {
            return shootLocked(campaign, kind, products, listener);
        } catch (Exception e) {
            DatabaseGoneException gone = DatabaseGoneException.in(e, campaign.name());
            throw gone == null ? e : gone;
        }
    }

    private ShootReport shootLocked(Campaign campaign, RunKind kind, long products, ShootListener listener)
            throws Exception {
        Instant start = clock.instant();
        CampaignPlanning planning = new CampaignPlanning(campaign, catalogs, photoFacts, webPhotos, model.bundle());
        CampaignRun run = open(campaign, kind, planning.definition(), planning.place());
        begin(run.id());
        try {
            job.run(run, planning, products, worker, listener);
            return report(run.id(), Duration.between(start, clock.instant()));
        } catch (StoppedException e) {
            throw new StoppedRunException(totals(run.id()));
        } finally {
            inProgress.remove(run.id());
            renderTime.forget(run.id());
        }
    }

    private void begin(long run) {
        synchronized (inProgress) {
            inProgress.add(run);
            if (workerName.exclusive()) {
                partitions.park(inProgress);
            }
        }
        if (settings.worker()) {
            worker.start();
        }
    }

    private CampaignRun open(Campaign campaign, RunKind kind, String definition, Place place) {
        CampaignRun run = transaction.execute(status -> {
            campaigns.register(campaign);
            Optional<CampaignRun> unfinished =
                    runs.findByCampaignAndKindAndState(campaign.name(), kind, CampaignRun.State.OPEN);
            if (unfinished.isPresent()) {
                CampaignRun found = unfinished.get();
                if (found.isUndefined()) {
                    found.define(definition);
                }
                if (found.isPlannedFrom(definition)) {
                    log.info("Resuming run {} of {}", found.id(), campaign.name());
                    found.goOn(null);
                    return found;
                }
                log.info("{} has changed since run {}: planning anew", campaign.name(), found.id());
                found.supersede(clock.instant());
                partitions.withdraw(found.id());
                runs.flush();
                return runs.save(newRun(campaign, kind, definition, place, found.requestedBy()));
            }
            return runs.save(newRun(campaign, kind, definition, place, null));
        });
        if (run == null) {
            throw new IllegalStateException("The transaction gave no run");
        }
        return run;
    }

    /**
     * A run that is not saved yet.
     *
     * @param definition empty to settle it when the run begins
     * @param place where the campaign delivers to
     */
    CampaignRun newRun(Campaign campaign, RunKind kind, String definition, Place place, @Nullable String requestedBy) {
        return new CampaignRun(
                campaign.name(),
                definition,
                model.bundle().digest(),
                place,
                campaign.seed(),
                campaign.scoring().waypoints(),
                campaign.catalog().path(),
                campaign.catalog().photos(),
                kind,
                requestedBy,
                clock.instant());
    }

    private ShotTotals totals(long id) {
        return shots.totals(id, runs.findById(id).orElseThrow().shots());
    }

    private ShootReport report(long id, Duration took) {
        RenderTime.Spent spent = renderTime.of(id);
        CampaignRun run = runs.findById(id).orElseThrow();
        ShotTotals totals = shots.totals(id, run.shots());
        String contactSheet = run.contactSheet();
        return new ShootReport(
                run.campaign(),
                id,
                totals,
                run.skipped(),
                shots.dropped(id),
                shots.drifted(id),
                problems.first(id, LISTED),
                shots.firstFailed(id, LISTED),
                took,
                spent.wall(),
                spent.model(),
                spent.shots(),
                contactSheet == null ? null : Path.of(contactSheet));
    }
}
