package io.diptych.delivery;

import io.diptych.review.ApprovedAsset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives every asset of a delivery a path of its own, on file systems that ignore case too. */
final class DeliveryPaths {

    private static final int ID_DIGITS = 8;

    private final Set<String> taken = new HashSet<>();

    /** {@code pictures/<sku>/<scene>-<variant>-take-<n>}; where that is taken, the asset's id follows. */
    String next(ApprovedAsset asset) {
        String path = "pictures/" + SafeName.of(asset.sku()) + "/" + SafeName.of(asset.scene() + "-" + asset.variant())
                + "-take-" + asset.take();
        String id = asset.asset().toString();
        if (free(path)) {
            return path;
        }
        String longer = path + "-" + id.substring(0, ID_DIGITS);
        if (free(longer)) {
            return longer;
        }
        String unique = path + "-" + id;
        if (!free(unique)) {
            throw new IllegalStateException("Asset " + id + " is twice in one delivery");
        }
        return unique;
    }

    private boolean free(String path) {
        return taken.add(path.toLowerCase(Locale.ROOT));
    }
}
