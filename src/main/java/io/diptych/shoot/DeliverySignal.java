package io.diptych.shoot;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets the watches over runs wake up at once when this process's own worker has ended a shot, or is stopped. */
@Component
class DeliverySignal {

    private long given;

    synchronized void shotEnded() {
        give();
    }

    synchronized void stopped() {
        give();
    }

    /** A run was paused, cancelled or resumed in this process. */
    synchronized void changed() {
        give();
    }

    /** What to hand to {@link #await}: signals given from now on end it. */
    synchronized long now() {
        return given;
    }

    /** Waits for a signal given after {@code seen}, at most this long; returns the new {@link #now}. */
    synchronized long await(long seen, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); given == seen && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return given;
    }

    private void give() {
        given++;
        notifyAll();
    }
}
