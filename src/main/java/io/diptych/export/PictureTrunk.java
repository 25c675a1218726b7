package io.diptych.export;

import java.util.List;

/**
 * Shape of a small convolutional network that turns a picture of any size into one vector. Each stage makes height and
 * width smaller, all but the first by half, and then has some residual blocks. Of the last map it takes means and maxima,
 * over all of it, over its left and over its right half: what is there, how much of it, and on which side.
 *
 * <p>Tensor names: {@code trunk.S.down}, {@code trunk.S.blocks.B.conv1} and {@code .conv2}, each with {@code .weight} of
 * {@code [to, from, k, k]} and {@code .bias}. Each position's channels are divided by their root mean square before the
 * ReLU at the end of a block, and before that after a halving.
 *
 * @param channels of the stages
 * @param blocks of the stages
 * @param stemKernel side of the first stage's first filters; all others are 3×3
 * @param stemStride by what the first stage divides height and width
 */
public record PictureTrunk(List<Integer> channels, List<Integer> blocks, int stemKernel, int stemStride) {

    /** Added to the mean square. */
    public static final float EPSILON = 1e-4f;

    public PictureTrunk {
        channels = List.copyOf(channels);
        blocks = List.copyOf(blocks);
        if (channels.isEmpty() || channels.size() != blocks.size()) {
            throw new IllegalArgumentException("channels " + channels + " and blocks " + blocks
                    + ": one number of each a stage is needed, for at least one stage");
        }
    }

    /** All stages, the first one too, halve by filters of 3×3. */
    public PictureTrunk(List<Integer> channels, List<Integer> blocks) {
        this(channels, blocks, 3, 2);
    }

    /** Side of a stage's first filters. */
    public int kernel(int stage) {
        return stage == 0 ? stemKernel : 3;
    }

    /** By what a stage divides height and width. */
    public int stride(int stage) {
        return stage == 0 ? stemStride : 2;
    }

    /** Size of the vector: means and maxima of three regions. */
    public int features() {
        return 6 * channels.get(channels.size() - 1);
    }
}
