package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * A rectangle of cells in which each picture of a batch gets the next picture's content (CutMix, Yun et al., arXiv
 * 1905.04899). The encoder sees far around a cell, and its group norms see all; left alone, it gives the same product
 * other codes before another scene. Codes of a grafted picture that equal those of the two it was made from are codes
 * that a denoiser can predict.
 */
record Graft(int rows, int columns, int top, int left, int bottom, int right) {

    /** Cells on both sides of the cut whose codes may differ: they show something else now. */
    private static final int SEAM = 1;

    static Graft draw(int rows, int columns, SplittableRandom random) {
        int height = random.nextInt(rows / 4, rows * 3 / 4 + 1);
        int width = random.nextInt(columns / 4, columns * 3 / 4 + 1);
        int top = random.nextInt(rows - height + 1);
        int left = random.nextInt(columns - width + 1);
        return new Graft(rows, columns, top, left, top + height, left + width);
    }

    /** @param images {@code [n, c, rows * scale, columns * scale]} */
    NDArray apply(NDArray images, int scale, NDManager scope) {
        var next = NDArrays.concat(new NDList(images.get(new NDIndex("1:")), images.get(new NDIndex(":1"))), 0);
        var inside = scope.create(inside(scale), new Shape(1, 1, (long) rows * scale, (long) columns * scale));
        return images.add(next.sub(images).mul(inside));
    }

    /** 1 for each cell that is not at the seam, {@code [1, 1, rows, columns]}. */
    NDArray settled(NDManager scope) {
        var cells = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean outside = !within(row, column, SEAM);
                boolean deep = within(row, column, -SEAM);
                cells[row * columns + column] = outside || deep ? 1 : 0;
            }
        }
        return scope.create(cells, new Shape(1, 1, rows, columns));
    }

    private float[] inside(int scale) {
        var pixels = new float[rows * scale * columns * scale];
        for (int y = top * scale; y < bottom * scale; y++) {
            for (int x = left * scale; x < right * scale; x++) {
                pixels[y * columns * scale + x] = 1;
            }
        }
        return pixels;
    }

    /** The edges of the picture are no seams. */
    private boolean within(int row, int column, int margin) {
        return (top == 0 || row >= top - margin)
                && (bottom == rows || row < bottom + margin)
                && (left == 0 || column >= left - margin)
                && (right == columns || column < right + margin);
    }
}
