package io.diptych.delivery;

import io.diptych.provenance.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset as it is handed over.
 *
 * @param number its place in the delivery, from 1
 * @param title null where it was erased, as {@code copy}
 * @param path in the delivery, without an ending; no two assets share one, and none leaves the delivery's folder
 */
record DeliveredAsset(
        int number,
        AssetId id,
        String sku,
        @Nullable String title,
        String scene,
        String variant,
        int take,
        @Nullable String copy,
        String bucket,
        String pngKey,
        String copyKey,
        String path,
        @Nullable Double alignment,
        String approvedBy,
        Instant approvedAt) {

    String picture() {
        return path + ".png";
    }

    String text() {
        return path + ".txt";
    }
}
