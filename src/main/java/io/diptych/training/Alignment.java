package io.diptych.training;

import io.diptych.diffusion.ImageCodes;

/** How well a text and a picture agree; higher is better. */
@FunctionalInterface
interface Alignment {

    /**
     * @param text ids without special ones
     * @param picture completely decided
     */
    double score(int[] text, ImageCodes picture);
}
