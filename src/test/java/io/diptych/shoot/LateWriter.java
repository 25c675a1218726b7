package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.Plan;
import io.diptych.catalog.Catalogs;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A worker that loses its lease between rendering and delivering. */
final class LateWriter {

    private final Started diptych;
    private @Nullable Throwable failure;

    LateWriter(Started diptych) {
        this.diptych = diptych;
    }

    Leases leases() {
        return diptych.get(Leases.class);
    }

    /** A planned run whose partitions nobody was told of. */
    long planWithoutWorkers(Campaign campaign) throws Exception {
        WorkerModel model = diptych.get(WorkerModel.class);
        CampaignPlanning planning = new CampaignPlanning(
                campaign,
                diptych.get(Catalogs.class),
                diptych.get(PhotoFactsTable.class),
                diptych.get(io.diptych.catalog.WebPhotos.class),
                model.bundle());
        CampaignRun run = diptych.get(CampaignRuns.class)
                .save(new CampaignRun(
                        campaign.name(),
                        planning.definition(),
                        model.bundle().digest(),
                        planning.place(),
                        campaign.seed(),
                        campaign.scoring().waypoints(),
                        campaign.catalog().path(),
                        null,
                        RunKind.CAMPAIGN,
                        null,
                        Instant.now()));
        try (Plan plan = planning.open()) {
            diptych.get(PlanStep.class)
                    .plan(
                            run.id(),
                            plan,
                            model.bundle().manifest(),
                            Long.MAX_VALUE,
                            diptych.get(RunHalts.class).watch(run.id()));
        }
        return run.id();
    }

    /** Renders a micro-batch under the lease, lets something happen, then delivers. */
    void render(Lease lease, Runnable meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PartitionWork.Session session = diptych.get(PartitionWork.class).begin(lease, threads)) {
            MicroBatch batch =
                    session.prepare(diptych.get(ShotList.class).open(lease).subList(0, session.slots()));
            RenderedBatch rendered = session.render(batch);
            meanwhile.run();
            session.deliver(java.util.List.of(rendered));
            session.finishDeliveries();
        } catch (LeaseLostException e) {
            failure = e;
        } finally {
            threads.shutdownNow();
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
