package io.diptych.shoot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Waits until no shot of a run is open, and no longer than shots keep ending. */
@Component
class RunWatch {

    /** Other workers' progress is seen by looking; this process's own by its signal. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final CampaignRuns runs;
    private final ShotList shots;
    private final DeliverySignal signal;
    private final StopSign stop;
    private final ShootSettings settings;
    private final Clock clock;

    RunWatch(
            CampaignRuns runs,
            ShotList shots,
            DeliverySignal signal,
            StopSign stop,
            ShootSettings settings,
            Clock clock) {
        this.runs = runs;
        this.shots = shots;
        this.signal = signal;
        this.stop = stop;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param worker the worker in this process
     * @throws StoppedException once the stop sign is up and that worker has ended
     * @throws HungRenderException if that worker hangs
     * @throws StalledRunException if nothing ended for {@code diptych.shoot.stalled-after}
     */
    void untilNothingIsOpen(long run, Worker worker, ShootListener listener) throws InterruptedException {
        long planned = runs.findById(run).orElseThrow().shots();
        ShotTotals last = shots.totals(run, planned);
        listener.planned(last);
        Instant moved = clock.instant();
        while (last.open() > 0) {
            signal.await(LOOK_EVERY);
            if (stop.isUp()) {
                worker.awaitStopped();
                throw new StoppedException();
            }
            ShotTotals now = shots.totals(run, planned);
            if (!now.equals(last)) {
                last = now;
                moved = clock.instant();
                listener.progressed(now);
            }
            HungRenderException hung = worker.hung();
            if (hung != null) {
                throw hung;
            }
            Duration still = Duration.between(moved, clock.instant());
            if (still.compareTo(settings.stalledAfter()) >= 0) {
                throw new StalledRunException(now, still);
            }
        }
    }
}
