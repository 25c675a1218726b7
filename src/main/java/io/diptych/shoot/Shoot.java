package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.catalog.Catalogs;
import io.diptych.provenance.Place;
import io.diptych.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shoots campaigns, with one worker in this process. */
@Component
public class Shoot {

    private static final Logger log = LoggerFactory.getLogger(Shoot.class);
    private static final int LISTED = 20;

    private final DataSource database;
    private final TransactionTemplate transaction;
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
    private final RenderTime renderTime;
    private final StorageProperties storage;
    private final Clock clock;

    Shoot(
            DataSource database,
            TransactionTemplate transaction,
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
            RenderTime renderTime,
            StorageProperties storage,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
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
        this.renderTime = renderTime;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Shoots what of the campaign does not exist yet. A run that died is resumed, unless the campaign has changed since.
     *
     * @throws IOException when the catalog cannot be read at all
     * @throws StoppedRunException after {@link #stop}
     * @throws RuntimeException when the run cannot go on; everything recorded stays, and the same call goes on from there
     */
    public ShootReport shoot(Campaign campaign, ShootListener listener) throws Exception {
        try {
            return shootLocked(campaign.withConfiguredBucket(storage.bucket()), listener);
        } catch (Exception e) {
            DatabaseGoneException gone = DatabaseGoneException.in(e, campaign.name());
            throw gone == null ? e : gone;
        }
    }

    /**
     * Ends the run in progress, from another thread, and returns at once: the model is left at its next step, what is
     * rendered is still delivered, and then {@link #shoot} throws. For good: nothing is shot any more after it.
     */
    public void stop() {
        worker.stop();
        signal.stopped();
    }

    private ShootReport shootLocked(Campaign campaign, ShootListener listener) throws Exception {
        Instant start = clock.instant();
        RenderTime.Spent before = renderTime.spent();
        CampaignPlanning planning = new CampaignPlanning(campaign, catalogs, photoFacts, model.bundle());
        try (CampaignLock lock = CampaignLock.take(database, campaign.name())) {
            CampaignRun run = open(campaign, planning.definition(), planning.place());
            if (workerName.exclusive()) {
                partitions.park(run.id());
            }
            worker.start();
            try {
                job.run(run, planning, worker, listener);
            } catch (StoppedException e) {
                throw new StoppedRunException(totals(run.id()));
            }
            return report(
                    run.id(),
                    Duration.between(start, clock.instant()),
                    renderTime.spent().minus(before));
        }
    }

    private CampaignRun open(Campaign campaign, String definition, Place place) {
        CampaignRun run = transaction.execute(status -> {
            Optional<CampaignRun> unfinished = runs.findByCampaignAndState(campaign.name(), CampaignRun.State.OPEN);
            if (unfinished.isPresent()) {
                if (unfinished.get().isPlannedFrom(definition)) {
                    log.info("Resuming run {} of {}", unfinished.get().id(), campaign.name());
                    return unfinished.get();
                }
                log.info(
                        "{} has changed since run {}: planning anew",
                        campaign.name(),
                        unfinished.get().id());
                unfinished.get().supersede(clock.instant());
                partitions.withdraw(unfinished.get().id());
                runs.flush();
            }
            return runs.save(new CampaignRun(
                    campaign.name(),
                    definition,
                    model.bundle().digest(),
                    place,
                    campaign.seed(),
                    campaign.scoring().waypoints(),
                    campaign.catalog().path(),
                    campaign.catalog().photos(),
                    clock.instant()));
        });
        if (run == null) {
            throw new IllegalStateException("The transaction gave no run");
        }
        return run;
    }

    private ShotTotals totals(long id) {
        return shots.totals(id, runs.findById(id).orElseThrow().shots());
    }

    private ShootReport report(long id, Duration took, RenderTime.Spent spent) {
        CampaignRun run = runs.findById(id).orElseThrow();
        ShotTotals totals = shots.totals(id, run.shots());
        String contactSheet = run.contactSheet();
        if (contactSheet == null) {
            throw new IllegalStateException("Run " + id + " is finished and has no contact sheet");
        }
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
                Path.of(contactSheet));
    }
}
