package io.diptych.shoot;

import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import io.diptych.diffusion.Waypoints;
import io.diptych.model.Bundle;
import io.diptych.provenance.Choices;
import io.diptych.provenance.DroppedTake;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ProvenanceProperties;
import io.diptych.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings together what rendering a partition takes: the run it belongs to, the model, photos, and the way home. */
final class PartitionWork {

    /** Far more than the object store's own timeouts and all retries come to. */
    private static final Duration DELIVERY_PATIENCE = Duration.ofMinutes(30);

    private final WorkerName worker;
    private final WorkerModel model;
    private final CampaignRuns runs;
    private final RunFrames frames;
    private final WebPhotos webPhotos;
    private final ShotList shots;
    private final Ledger ledger;
    private final Choices choices;
    private final ObjectStore store;
    private final RetryTemplate retries;
    private final TransactionTemplate transaction;
    private final SamplerJson sampler;
    private final ProvenanceProperties provenance;
    private final RenderTime renderTime;
    private final DeliverySignal signal;
    private final RenderProgress progress;
    private final ShootMeters meters;

    PartitionWork(
            WorkerName worker,
            WorkerModel model,
            CampaignRuns runs,
            RunFrames frames,
            WebPhotos webPhotos,
            ShotList shots,
            Ledger ledger,
            Choices choices,
            ObjectStore store,
            RetryTemplate retries,
            TransactionTemplate transaction,
            SamplerJson sampler,
            ProvenanceProperties provenance,
            RenderTime renderTime,
            DeliverySignal signal,
            RenderProgress progress,
            ShootMeters meters) {
        this.worker = worker;
        this.model = model;
        this.runs = runs;
        this.frames = frames;
        this.webPhotos = webPhotos;
        this.shots = shots;
        this.ledger = ledger;
        this.choices = choices;
        this.store = store;
        this.retries = retries;
        this.transaction = transaction;
        this.sampler = sampler;
        this.provenance = provenance;
        this.renderTime = renderTime;
        this.signal = signal;
        this.progress = progress;
        this.meters = meters;
    }

    /** A shot belongs to the bundle that it was planned for. */
    boolean accepts(long run) {
        return runs.findById(run)
                .map(found -> found.bundle().equals(model.bundle().digest()))
                .orElse(false);
    }

    Session begin(Lease lease, ExecutorService deliveryThreads) {
        CampaignRun run = runs.findById(lease.run()).orElseThrow();
        Bundle bundle = model.bundle();
        Renderer renderer = model.renderer();
        Photos photos = Photos.of(run.catalog(), run.photos(), new RecentPhotoFacts(1), webPhotos);
        Assets assets = new Assets(
                run, bundle, model.environment(), renderer.shape(), worker.text(), ledger, sampler, provenance);
        Delivery delivery = new Delivery(
                lease,
                assets,
                store.in(run.place().bucket()),
                retries,
                transaction,
                ledger,
                choices,
                shots,
                signal,
                progress,
                meters);
        return new Session(
                run.campaign(),
                run.id(),
                renderer,
                new ShotPreparation(renderer, photos, frames.of(run.id()), run.seed()),
                run.waypoints(),
                new DeliveryWriter(delivery, deliveryThreads, DELIVERY_PATIENCE));
    }

    /** One partition's work. */
    final class Session implements AutoCloseable {

        private final Renderer renderer;
        private final ShotPreparation preparation;
        private final String campaign;
        private final long run;
        private final Waypoints waypoints;
        private final DeliveryWriter deliveries;
        private final long begun = System.nanoTime();
        private final Duration modelBefore;
        private int shotCount;
        private double takes;

        private Session(
                String campaign,
                long run,
                Renderer renderer,
                ShotPreparation preparation,
                Waypoints waypoints,
                DeliveryWriter deliveries) {
            this.campaign = campaign;
            this.run = run;
            this.waypoints = waypoints;
            this.renderer = renderer;
            this.preparation = preparation;
            this.deliveries = deliveries;
            modelBefore = renderer.modelTime();
        }

        String campaign() {
            return campaign;
        }

        int slots() {
            return renderer.slots();
        }

        MicroBatch prepare(List<OpenShot> open) {
            return preparation.prepare(open);
        }

        RenderedBatch render(MicroBatch batch) {
            RenderedBatch rendered = renderer.render(batch, waypoints);
            shotCount += rendered.rendered().size();
            for (RenderedShot shot : rendered.rendered()) {
                takes += 1
                        + shot.dropped().stream()
                                        .mapToInt(DroppedTake::waypoint)
                                        .sum()
                                / (double) waypoints.count();
            }
            return rendered;
        }

        void deliver(List<? extends RenderedBatch> batches) throws InterruptedException {
            deliveries.write(batches);
        }

        void finishDeliveries() throws InterruptedException {
            deliveries.finish();
        }

        /** Lets what is under way end, also where the job failed: it may still be recorded. */
        @Override
        public void close() throws InterruptedException {
            try {
                deliveries.finish();
            } finally {
                renderTime.add(
                        run,
                        new RenderTime.Spent(
                                Duration.ofNanos(System.nanoTime() - begun),
                                renderer.modelTime().minus(modelBefore),
                                shotCount,
                                takes));
            }
        }
    }
}
