package io.diptych.diffusion;

/**
 * One batch for the model.
 *
 * @param ids rows × length token ids, row-major
 * @param starts per row, the first valid position; everything before is left padding
 * @param text where text is to be predicted (conditional rows only: text is never guided)
 * @param image where picture codes are to be predicted
 */
public record Forward(int rows, int length, int[] ids, int[] starts, TextQueries text, ImageQueries image) {

    public Forward {
        Shapes.size("ids", (long) rows * length, ids.length);
        Shapes.size("starts", rows, starts.length);
        for (int start : starts) {
            Shapes.index("starts", start, length);
        }
        Shapes.indices("text positions", text.positions(), ids.length);
        Shapes.indices("image positions", image.positions(), ids.length);
        Shapes.indices("positions without text", image.withoutText(), ids.length);
        Shapes.indices("positions without image", image.withoutImage(), ids.length);
    }
}
