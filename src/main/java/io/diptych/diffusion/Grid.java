package io.diptych.diffusion;

/** Size of a picture in codes. */
public record Grid(int rows, int columns) {

    public Grid {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a grid needs at least one row and column, got " + rows + "x" + columns);
        }
    }

    /** Number of picture codes. */
    public int codes() {
        return rows * columns;
    }

    /** Number of tokens in a sequence, the newline id after each row included. */
    public int tokens() {
        return rows * (columns + 1);
    }

    /** Offset of a code within those tokens. */
    public int token(int code) {
        return code + code / columns;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
