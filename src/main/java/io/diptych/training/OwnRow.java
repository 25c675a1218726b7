package io.diptych.training;

import io.diptych.diffusion.ImageCodes;
import org.jspecify.annotations.Nullable;

/**
 * A row of a shop's own data, its pictures encoded.
 *
 * @param product what is in the photo, if the row says so
 * @param digests of the two picture files
 */
record OwnRow(
        long line,
        String instruction,
        String copy,
        @Nullable String product,
        ImageCodes photo,
        ImageCodes picture,
        String digests) {}
