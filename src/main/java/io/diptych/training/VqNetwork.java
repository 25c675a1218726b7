package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.LayerNorm;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The encoder and decoder of diffusers' {@code VQModel} (class of version 0.34.0: no attention, SiLU, group norm with
 * epsilon 1e-6) as functions of weights with its tensor names. Pixels are {@code [n, 3, h, w]} in 0..1, latents {@code
 * [n, latents, h/p, w/p]} with p pixels a code.
 */
final class VqNetwork {

    private static final float EPSILON = 1e-6f;

    private final VqConfig config;
    private final Map<String, NDArray> weights;

    VqNetwork(VqConfig config, Map<String, NDArray> weights) {
        this.config = config;
        this.weights = weights;
    }

    /** Random weights, each filter of norm about 1; the codebook is left to the training. */
    static Weights initialise(VqConfig config, NDManager manager, long seed) {
        return new VqInitialiser(config, new Weights(manager), new SplittableRandom(seed), manager).weights();
    }

    /** Pixels to latents, before the nearest codes are looked up. */
    NDArray encode(NDArray pixels) {
        var x = conv("encoder.conv_in", pixels, 1);
        int levels = config.channels().size();
        for (int level = 0; level < levels; level++) {
            var block = "encoder.down_blocks." + level;
            for (int layer = 0; layer < config.layers(); layer++) {
                x = residual(block + ".resnets." + layer, x);
            }
            if (level < levels - 1) {
                // diffusers pads on the right and below only
                x = conv(block + ".downsamplers.0.conv", x.pad(new Shape(0, 1, 0, 1), 0), 0, 2);
            }
        }
        x = middle("encoder", x);
        x = conv("encoder.conv_out", normalised("encoder.conv_norm_out", x), 1);
        return conv("quant_conv", x, 0);
    }

    /** Codebook entries in the place of latents to pixels, not clipped. */
    NDArray decode(NDArray latents) {
        var x = conv("decoder.conv_in", conv("post_quant_conv", latents, 0), 1);
        x = middle("decoder", x);
        int levels = config.channels().size();
        for (int level = 0; level < levels; level++) {
            var block = "decoder.up_blocks." + level;
            for (int layer = 0; layer <= config.layers(); layer++) {
                x = residual(block + ".resnets." + layer, x);
            }
            if (level < levels - 1) {
                x = conv(block + ".upsamplers.0.conv", doubled(x), 1);
            }
        }
        return conv("decoder.conv_out", normalised("decoder.conv_norm_out", x), 1);
    }

    private NDArray middle(String part, NDArray x) {
        return residual(part + ".mid_block.resnets.1", residual(part + ".mid_block.resnets.0", x));
    }

    private NDArray residual(String block, NDArray x) {
        var h = conv(block + ".conv1", normalised(block + ".norm1", x), 1);
        h = conv(block + ".conv2", normalised(block + ".norm2", h), 1);
        boolean widens = weights.containsKey(block + ".conv_shortcut.weight");
        return (widens ? conv(block + ".conv_shortcut", x, 0) : x).add(h);
    }

    /** Group norm, then SiLU. */
    private NDArray normalised(String name, NDArray x) {
        var shape = x.getShape();
        long channels = shape.get(1);
        long inGroup = channels / config.groups() * shape.get(2) * shape.get(3);
        var one = x.getManager().ones(new Shape(inGroup));
        var zero = x.getManager().zeros(new Shape(inGroup));
        var norm = LayerNorm.layerNorm(
                        x.reshape(shape.get(0) * config.groups(), inGroup), new Shape(inGroup), one, zero, EPSILON)
                .singletonOrThrow()
                .reshape(shape);
        var y = norm.mul(weight(name + ".weight").reshape(1, channels, 1, 1))
                .add(weight(name + ".bias").reshape(1, channels, 1, 1));
        return y.mul(Activation.sigmoid(y));
    }

    private NDArray conv(String name, NDArray x, int padding) {
        return conv(name, x, padding, 1);
    }

    private NDArray conv(String name, NDArray x, int padding, int stride) {
        return Conv2d.conv2d(
                        x,
                        weight(name + ".weight"),
                        weight(name + ".bias"),
                        new Shape(stride, stride),
                        new Shape(padding, padding))
                .singletonOrThrow();
    }

    private static NDArray doubled(NDArray x) {
        var shape = x.getShape();
        return x.getNDArrayInternal()
                .interpolation(new long[] {shape.get(2) * 2, shape.get(3) * 2}, 0, false); // 0: nearest
    }

    private NDArray weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }
}
