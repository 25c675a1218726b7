package io.diptych.shoot;

/** A run was ended before its time: by {@link Shoot#stop}, or paused or cancelled by someone. The message says what is safe. */
public class StoppedRunException extends RuntimeException {

    StoppedRunException(ShotTotals totals) {
        super(message(totals));
    }

    private static String message(ShotTotals totals) {
        if (totals.shots() == 0) {
            return "stopped before the shots were planned; the same command begins again";
        }
        String failed = totals.failed() == 0 ? "" : " and " + totals.failed() + " failed";
        String left = totals.open() == 0
                ? "the same command finishes the run"
                : "the same command goes on with the other " + totals.open();
        return "stopped with %d of %d shots safely delivered and recorded%s; %s"
                .formatted(totals.existing() + totals.done(), totals.shots(), failed, left);
    }
}
