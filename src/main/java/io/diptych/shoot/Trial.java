package io.diptych.shoot;

import io.diptych.provenance.AssetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's first product, shot to see what it looks like.
 *
 * @param run number of its run
 * @param trouble why it ended without a result; null if it did not
 * @param shots none until it is planned
 */
public record Trial(long run, boolean finished, @Nullable String trouble, List<TrialShot> shots) {

    /**
     * @param asset null until it is rendered
     * @param failure null if it did not fail
     */
    public record TrialShot(
            String sku,
            String title,
            String scene,
            String variant,
            int take,
            String instruction,
            @Nullable AssetId asset,
            @Nullable String failure) {}

    public boolean isOnItsWay() {
        return !finished && trouble == null;
    }
}
