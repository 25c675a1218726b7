package io.diptych.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A weight matrix while it is being arranged, row by row. */
record Matrix(int rows, int columns, float[] values) {

    /** Filled with normal draws. */
    static Matrix normal(int rows, int columns, double deviation, SplittableRandom random) {
        var values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return new Matrix(rows, columns, values);
    }

    void set(int row, int column, double value) {
        values[row * columns + column] = (float) value;
    }

    Matrix clear(int row) {
        Arrays.fill(values, row * columns, (row + 1) * columns, 0);
        return this;
    }
}
