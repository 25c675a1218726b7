package io.diptych.shoot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Lets the watch over a run wake up at once when this process's own worker has ended a shot, or is stopped. */
@Component
class DeliverySignal {

    private final Semaphore ended = new Semaphore(0);

    void shotEnded() {
        ended.release();
    }

    void stopped() {
        ended.release();
    }

    /** Waits until a shot has ended since the last call, at most this long. */
    void await(Duration longest) throws InterruptedException {
        if (ended.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            ended.drainPermits();
        }
    }
}
