package io.diptych.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some shots of a contact sheet in their order.
 *
 * @param previous to ask for the page that ends before; null on the first page
 * @param next to ask for the page that begins behind; null on the last page
 */
public record SheetPage(
        List<SheetShot> shots,
        @Nullable SheetCursor previous,
        @Nullable SheetCursor next) {}
