package io.diptych.shoot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A living worker.
 *
 * @param bundle digest of its model bundle
 * @param slots shots that it renders at a time
 * @param seenAt its last sign of life
 * @param shots rendered since it began
 * @param secondsPerShot so far; null before its first shot
 * @param campaign that it renders for; null where it waits for work
 * @param partition of that campaign's run
 * @param partitionShots in that partition
 * @param partitionDone of them, failed ones too
 */
public record WorkerStatus(
        String name,
        String host,
        String bundle,
        String device,
        int slots,
        Instant startedAt,
        Instant seenAt,
        long shots,
        @Nullable Double secondsPerShot,
        @Nullable String campaign,
        @Nullable Integer partition,
        int partitionShots,
        int partitionDone) {

    public boolean isBusy() {
        return campaign != null;
    }
}
