package io.diptych.shoot;

import io.diptych.provenance.Asset;
import io.diptych.provenance.Choices;
import io.diptych.provenance.DifferentOutcomeException;
import io.diptych.provenance.FilmStrip;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ObjectKeys;
import io.diptych.provenance.Trajectories;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StorageException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a rendered shot home: objects into S3, then one short transaction that checks the lease, records the asset and
 * ends the shot. Only that transaction makes it count; objects without it are orphans.
 */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Lease lease;
    private final Assets assets;
    private final ObjectStore bucket;
    private final RetryTemplate retries;
    private final TransactionTemplate transaction;
    private final Ledger ledger;
    private final Choices choices;
    private final ShotList shots;
    private final DeliverySignal signal;
    private final RenderProgress progress;
    private final ShootMeters meters;

    Delivery(
            Lease lease,
            Assets assets,
            ObjectStore bucket,
            RetryTemplate retries,
            TransactionTemplate transaction,
            Ledger ledger,
            Choices choices,
            ShotList shots,
            DeliverySignal signal,
            RenderProgress progress,
            ShootMeters meters) {
        this.lease = lease;
        this.assets = assets;
        this.bucket = bucket;
        this.retries = retries;
        this.transaction = transaction;
        this.ledger = ledger;
        this.choices = choices;
        this.shots = shots;
        this.signal = signal;
        this.progress = progress;
        this.meters = meters;
    }

    /**
     * Ends the shot as done, or as failed where S3 refuses it.
     *
     * @throws LeaseLostException if another worker has the partition now
     */
    void deliver(RenderedShot shot) {
        PlannedShot planned = shot.prepared().open().shot();
        try (MDC.MDCCloseable run = MDC.putCloseable("run", Long.toString(lease.run()));
                MDC.MDCCloseable name =
                        MDC.putCloseable("shot", planned.shotKey().substring(0, 8))) {
            deliverNow(shot);
        }
    }

    private void deliverNow(RenderedShot shot) {
        Assets.Made made = assets.of(shot);
        Asset asset = made.asset();
        try {
            if (made.again()) {
                // Other bytes than the recorded ones must not even get near the bucket.
                transaction.executeWithoutResult(status -> ledger.record(asset.record(), asset.texts()));
            }
            retries.execute(() -> {
                // A slow object store is not a hung render.
                progress.moved();
                asset.putInto(bucket);
                return null;
            });
            putStrip(shot, asset.record().objects());
            transaction.executeWithoutResult(status -> {
                shots.done(lease, shot.prepared().open(), asset.record().id().value());
                ledger.record(asset.record(), asset.texts());
                if (shot.contenders() > 1) {
                    choices.record(assets.contest(shot), asset.record().id(), shot.dropped());
                }
            });
            meters.delivered(shot.scores() == null ? null : shot.scores().last());
            ended();
        } catch (RetryException e) {
            if (!(e.getCause() instanceof StorageException refused)) {
                throw new IllegalStateException(e.getCause());
            }
            log.warn("Shot {} was not delivered", shot.prepared().open(), refused);
            fail(new FailedShot(shot.prepared().open(), refused.getMessage()));
        } catch (DifferentOutcomeException e) {
            fail(new FailedShot(shot.prepared().open(), e.getMessage()));
        }
    }

    /** Nice to have: without it the asset counts all the same. */
    private void putStrip(RenderedShot shot, ObjectKeys keys) {
        if (shot.looks().isEmpty()) {
            return;
        }
        try {
            List<FilmStrip.Frame> frames =
                    shot.looks().stream().map(WaypointLook::frame).toList();
            Trajectories.put(bucket, keys, new FilmStrip(frames));
        } catch (StorageException e) {
            log.warn("The film strip of {} was not kept: {}", keys.png(), e.getMessage());
        }
    }

    void fail(FailedShot failed) {
        transaction.executeWithoutResult(status -> shots.failed(lease, failed.open(), failed.reason()));
        meters.failed();
        ended();
    }

    private void ended() {
        signal.shotEnded();
        progress.moved();
    }
}
