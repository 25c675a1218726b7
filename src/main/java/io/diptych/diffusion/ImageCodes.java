package io.diptych.diffusion;

import java.util.Arrays;

/**
 * A picture as codes, row by row; {@link #MASKED} where a code is not decided.
 *
 * @param codes {@code grid.codes()} codes from 0, or {@link #MASKED}
 */
public record ImageCodes(Grid grid, int[] codes) {

    public static final int MASKED = -1;

    public ImageCodes {
        Shapes.size("codes of a " + grid + " picture", grid.codes(), codes.length);
        codes = codes.clone();
    }

    /** A picture of which nothing is given. */
    public static ImageCodes masked(Grid grid) {
        var codes = new int[grid.codes()];
        Arrays.fill(codes, MASKED);
        return new ImageCodes(grid, codes);
    }

    /** The codes; a copy. */
    @Override
    public int[] codes() {
        return codes.clone();
    }

    public int code(int index) {
        return codes[index];
    }

    /** How many codes are not decided. */
    public int maskedCount() {
        return (int) Arrays.stream(codes).filter(code -> code == MASKED).count();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageCodes that && grid.equals(that.grid) && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return grid + " " + Arrays.toString(codes);
    }
}
