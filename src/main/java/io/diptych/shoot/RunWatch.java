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
    /** A partition whose task went away (paused and resumed at the same moment, or parked) must not wait for ever. */
    private static final Duration RELEASE_EVERY = Duration.ofSeconds(5);

    private final CampaignRuns runs;
    private final ShotList shots;
    private final Partitions partitions;
    private final DeliverySignal signal;
    private final StopSign stop;
    private final RunHalts halts;
    private final ShootSettings settings;
    private final Clock clock;

    RunWatch(
            CampaignRuns runs,
            ShotList shots,
            Partitions partitions,
            DeliverySignal signal,
            StopSign stop,
            RunHalts halts,
            ShootSettings settings,
            Clock clock) {
        this.runs = runs;
        this.shots = shots;
        this.partitions = partitions;
        this.signal = signal;
        this.stop = stop;
        this.halts = halts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Releases the run's partitions and waits.
     *
     * @param priority of its partitions
     * @param worker the worker in this process
     * @throws StoppedException once the stop sign is up, or the run is halted, and that worker has ended its part
     * @throws HungRenderException if that worker hangs
     * @throws StalledRunException if no shot of any run ended for {@code diptych.shoot.stalled-after}
     */
    void untilNothingIsOpen(long run, int priority, Worker worker, ShootListener listener) throws InterruptedException {
        partitions.release(run, priority);
        worker.wake();
        long planned = runs.findById(run).orElseThrow().shots();
        ShotTotals last = shots.totals(run, planned);
        listener.planned(last);
        Instant moved = clock.instant();
        Instant released = moved;
        long seen = signal.now();
        while (last.open() > 0) {
            seen = signal.await(seen, LOOK_EVERY);
            if (stop.isUp() || halts.isHalted(run)) {
                partitions.retract(run);
                worker.awaitStopped(run);
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
            Instant time = clock.instant();
            Duration still = Duration.between(moved, time);
            if (still.compareTo(settings.stalledAfter()) >= 0) {
                if (!shots.anyEndedWithin(settings.stalledAfter())) {
                    throw new StalledRunException(now, still);
                }
                // It waits for its turn behind other runs.
                moved = time;
            }
            if (Duration.between(released, time).compareTo(RELEASE_EVERY) >= 0) {
                partitions.release(run, priority);
                released = time;
            }
        }
    }
}
