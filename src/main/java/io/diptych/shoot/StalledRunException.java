package io.diptych.shoot;

import java.time.Duration;

/** No shot of the run has ended for too long. */
class StalledRunException extends RuntimeException {

    StalledRunException(ShotTotals totals, Duration since) {
        super("No shot has ended for " + since.toMinutes() + " minutes, with " + totals.open()
                + " still open: no worker takes them. The run ends here; run the same command again to go on");
    }
}
