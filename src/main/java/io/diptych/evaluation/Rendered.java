package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;

/**
 * A diptych that an arm made, in a form that every measure can be computed from without the denoiser.
 *
 * @param index of the prompt
 * @param codes of the picture, row by row
 * @param text token ids up to the end token
 * @param copy the same as text
 */
record Rendered(int index, String id, long seed, int rows, int columns, int[] codes, int[] text, String copy) {

    ImageCodes picture() {
        return new ImageCodes(new Grid(rows, columns), codes);
    }
}
