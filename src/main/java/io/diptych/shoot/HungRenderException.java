package io.diptych.shoot;

import java.time.Duration;

/** A render shows no progress any more. Native code cannot be interrupted: the process that runs it must end. */
class HungRenderException extends RuntimeException {

    HungRenderException(Lease lease, Duration since) {
        super("The render of " + lease + " has made no progress for " + since.toSeconds()
                + " s and cannot be interrupted; this worker takes no more work");
    }
}
