package io.diptych.provenance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of an asset.
 *
 * @param waypointScores how well picture and copy agreed at points of the trajectory (JSON values); null where no aligner
 *     looked
 */
public record AssetRecord(
        Take take,
        Rendering rendering,
        Outputs outputs,
        ObjectKeys objects,
        @Nullable Map<String, Object> waypointScores) {

    public AssetId id() {
        return take.id();
    }
}
