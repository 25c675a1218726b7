package io.diptych.review;

import org.jspecify.annotations.Nullable;

/**
 * Which shots of a campaign to show; null does not filter.
 *
 * @param sku part of a SKU or title, in any case
 * @param scene its name
 * @param minScore least alignment of picture and copy at the end; shots without a score are left out
 * @param maxScore greatest one
 * @param drifted whether picture and copy drifted apart
 */
public record SheetFilter(
        @Nullable ShownState state,
        @Nullable String sku,
        @Nullable String scene,
        @Nullable Double minScore,
        @Nullable Double maxScore,
        @Nullable Boolean drifted) {

    /** Everything. */
    public static final SheetFilter ALL = new SheetFilter(null, null, null, null, null, null);

    public SheetFilter {
        sku = sku == null || sku.isBlank() ? null : sku.strip();
        scene = scene == null || scene.isBlank() ? null : scene;
    }

    public SheetFilter withState(@Nullable ShownState other) {
        return new SheetFilter(other, sku, scene, minScore, maxScore, drifted);
    }
}
