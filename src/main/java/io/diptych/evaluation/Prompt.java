package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * One task of a suite, the same for every arm.
 *
 * @param part of the suite; parts are reported apart
 * @param place where it stands in its file, or its number
 * @param source digest of its photo where that can change behind the suite's back, else empty
 * @param grid of the picture to make
 * @param seed of the sampler's draws
 * @param truth null outside of the studio
 */
record Prompt(
        int index,
        String id,
        String part,
        String place,
        String source,
        String instruction,
        BufferedImage photo,
        Grid grid,
        long seed,
        @Nullable Truth truth) {}
