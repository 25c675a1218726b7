package io.diptych.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the picture model is trained on. */
@FunctionalInterface
interface VqBatches {

    /**
     * The batch of a step. The same step always gives the same batch, so a resumed run continues as it would have.
     */
    VqBatch at(long step);

    /**
     * Some pictures of one size.
     *
     * @param pixels {@code [count, 3, height, width]}, 0..1
     * @param weights how much each pixel counts, 1 on the whole, {@code [count, 1, height, width]}
     */
    record VqBatch(int count, int height, int width, float[] pixels, float[] weights) {

        /** Equal parts, one after the other. */
        List<VqBatch> split(int parts) {
            if (count % parts != 0) {
                throw new IllegalArgumentException("a batch of " + count + " does not split into " + parts);
            }
            int size = count / parts;
            int area = height * width;
            return IntStream.range(0, parts)
                    .mapToObj(i -> new VqBatch(
                            size,
                            height,
                            width,
                            Arrays.copyOfRange(pixels, i * size * 3 * area, (i + 1) * size * 3 * area),
                            Arrays.copyOfRange(weights, i * size * area, (i + 1) * size * area)))
                    .toList();
        }
    }
}
