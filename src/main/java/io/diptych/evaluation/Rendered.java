package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;

/**
 * A diptych that an arm made, in a form that every measure can be computed from without the denoiser.
 *
 * @param index of the prompt
 * @param source digest of what the prompt is made of: {@link Prompt#source}
 * @param codes of the picture, row by row
 * @param text token ids up to the end token
 * @param copy the same as text
 * @param forwards passes through the model that it took
 */
record Rendered(
        int index,
        String id,
        long seed,
        String source,
        int rows,
        int columns,
        int[] codes,
        int[] text,
        String copy,
        int forwards) {

    ImageCodes picture() {
        return new ImageCodes(new Grid(rows, columns), codes);
    }
}
