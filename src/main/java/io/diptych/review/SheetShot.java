package io.diptych.review;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.ObjectKeys;
import org.jspecify.annotations.Nullable;

/**
 * A shot on a contact sheet.
 *
 * @param retake whether a reviewer asked for it
 * @param line of the catalog
 * @param take the kept one's number, where one of several is kept
 * @param contenders how many takes set out of which one is kept; 1 where all are
 * @param photo where the product's photo lies
 * @param failure why it failed
 * @param asset null until it is rendered
 */
public record SheetShot(
        SheetCursor cursor,
        boolean retake,
        String sku,
        String title,
        long line,
        String scene,
        String variant,
        int take,
        int contenders,
        String instruction,
        String photo,
        ShownState state,
        @Nullable String failure,
        @Nullable Print asset) {

    /**
     * What was rendered.
     *
     * @param objects where they lie for this campaign
     * @param alignment of picture and copy at the end; null where no aligner looked
     * @param copy null where it was erased
     */
    public record Print(
            AssetId id,
            ObjectKeys objects,
            int width,
            int height,
            long seed,
            @Nullable Double alignment,
            boolean drifted,
            @Nullable String copy,
            ReviewStatus review) {}
}
