package io.diptych.review;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.ObjectKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An approved asset as its campaign shows it. */
public record ApprovedAsset(
        AssetId asset,
        String sku,
        String scene,
        String variant,
        int take,
        ObjectKeys objects,
        @Nullable Double alignment,
        String approvedBy,
        Instant approvedAt) {}
