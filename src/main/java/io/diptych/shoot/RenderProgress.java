package io.diptych.shoot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * When this worker's render last showed that it moves. A heartbeat only shows that a thread beside it lives; a render
 * that hangs in native code would keep its partition for ever.
 */
@Component
class RenderProgress {

    private final Clock clock;
    private volatile Instant last;

    RenderProgress(Clock clock) {
        this.clock = clock;
        last = clock.instant();
    }

    /** Called after every forward of the model and every delivery. */
    void moved() {
        last = clock.instant();
    }

    Duration sinceLastMove() {
        return Duration.between(last, clock.instant());
    }
}
