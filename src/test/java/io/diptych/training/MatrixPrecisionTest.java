package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class MatrixPrecisionTest {

    private static final int SIZE = 64;
    private static final float FINE = 1 + 1f / 1024; // bfloat16 has 8 bits, and takes it for 1

    @Test
    void productsAreRoundedOnlyWhileItIsOpenAndOnlyWhereThatIsFast() {
        try (var manager = PyTorch.manager()) {
            assertThat(product(manager)).isCloseTo(SIZE * FINE, within(1e-3f));
            try (var precision = MatrixPrecision.bfloat16WhereFast()) {
                float expected = precision.isBfloat16() ? SIZE : SIZE * FINE;
                assertThat(product(manager)).isCloseTo(expected, within(1e-3f));
            }
            assertThat(product(manager)).isCloseTo(SIZE * FINE, within(1e-3f));
        }
    }

    private static float product(NDManager manager) {
        var ones = manager.ones(new Shape(SIZE, SIZE));
        return ones.mul(FINE).matMul(ones).getFloat(0, 0);
    }
}
