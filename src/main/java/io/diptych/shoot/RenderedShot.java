package io.diptych.shoot;

import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.DroppedTake;
import io.diptych.provenance.Rendered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shot as the model left it.
 *
 * @param prepared with the take that was left, where there were several
 * @param scores at its waypoints; null where no aligner looked
 * @param dropped takes that were given up for it
 * @param looks what the aligner saw on the way; none where there is no aligner
 * @param modelTime this shot's share of the time inside {@code run()}
 */
record RenderedShot(
        PreparedShot prepared,
        Rendered result,
        @Nullable AlignmentScores scores,
        List<DroppedTake> dropped,
        List<WaypointLook> looks,
        Instant startedAt,
        Instant finishedAt,
        Duration modelTime) {

    RenderedShot {
        dropped = List.copyOf(dropped);
        looks = List.copyOf(looks);
    }

    /** Takes that set out. */
    int contenders() {
        return dropped.size() + 1;
    }
}
