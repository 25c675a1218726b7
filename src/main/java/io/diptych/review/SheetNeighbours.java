package io.diptych.review;

import org.jspecify.annotations.Nullable;

/** The rendered shots before and behind one. */
public record SheetNeighbours(
        @Nullable SheetShot previous, @Nullable SheetShot next) {}
