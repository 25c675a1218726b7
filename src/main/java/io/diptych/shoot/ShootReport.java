package io.diptych.shoot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to. Long lists are cut: the counts are of all.
 *
 * @param run number of the run
 * @param skipped rows of the catalog, photos and scenes that were left out
 * @param dropped takes that were given up for better ones of their shot
 * @param drifted assets, those there before too, whose picture and copy drifted apart
 * @param firstSkipped the first of them, one line each
 * @param firstFailed the first failed shots with their reasons, one line each
 * @param took from start to end
 * @param renderTime of this process's worker, from the claim of a partition to its last delivery
 * @param modelTime the part of it inside the model's {@code run()}
 * @param rendered shots that this process rendered
 * @param contactSheet the page on this disk; null for a trial
 */
public record ShootReport(
        String campaign,
        long run,
        ShotTotals totals,
        long skipped,
        long dropped,
        long drifted,
        List<String> firstSkipped,
        List<String> firstFailed,
        Duration took,
        Duration renderTime,
        Duration modelTime,
        long rendered,
        @Nullable Path contactSheet) {

    /** What a shot cost outside of the model, in milliseconds; 0 where nothing was rendered. */
    public double outsideMillisPerShot() {
        return rendered == 0 ? 0 : renderTime.minus(modelTime).toNanos() / 1e6 / rendered;
    }
}
