package io.diptych.shoot;

import org.springframework.stereotype.Component;

/** Goes up once, when this process is asked to end. What takes long looks at it and ends by itself. */
@Component
class StopSign {

    private volatile boolean up;

    void raise() {
        up = true;
    }

    boolean isUp() {
        return up;
    }

    /** @throws StoppedException if the sign is up */
    void check() {
        if (up) {
            throw new StoppedException();
        }
    }
}
