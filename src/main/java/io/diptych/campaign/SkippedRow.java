package io.diptych.campaign;

import org.jspecify.annotations.Nullable;

/**
 * A row of the catalog that gives no shot.
 *
 * @param file the catalog, as it was named
 * @param line from 1
 * @param sku of the product; null where there is none
 * @param scene the scene that the row is skipped for; null where it is skipped for all
 * @param reason what is wrong and what would be right
 */
public record SkippedRow(
        String file,
        long line,
        @Nullable String sku,
        @Nullable String scene,
        String reason) implements PlanEntry {

    /** One line for people. */
    @Override
    public String toString() {
        String who = sku == null ? "" : sku + (scene == null ? "" : " in " + scene) + ": ";
        return file + ":" + line + ": " + who + reason;
    }
}
