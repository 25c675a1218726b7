package io.diptych.diffusion;

/**
 * One complete token sequence and where its parts lie. Positions are array indices; ends are exclusive.
 *
 * @param ids all token ids, from the system tag to the end of the answer
 * @param prefixLength number of ids before {@code <answer>}
 * @param imageStart first token of the picture (after its {@code <boi>}), newline ids included up to {@code imageEnd}
 * @param textStart first token of the text
 */
public record Sequence(
        int[] ids, Grid grid, int prefixLength, int imageStart, int imageEnd, int textStart, int textEnd) {

    public int length() {
        return ids.length;
    }

    /** Positions of the picture's codes in row order, newlines left out. */
    public int[] imagePositions() {
        var positions = new int[grid.codes()];
        for (int code = 0; code < positions.length; code++) {
            positions[code] = imageStart + grid.token(code);
        }
        return positions;
    }
}
