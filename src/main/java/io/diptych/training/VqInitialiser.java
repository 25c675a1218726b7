package io.diptych.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;

/**
 * Fresh weights for a {@link VqNetwork}, under the tensor names of diffusers' {@code VQModel}.
 *
 * <p>A code should say what its cell shows, whatever is around it: only then have a product's photo and its picture in a
 * scene codes in common, and only then can a denoiser learn to draw one from the other. Two things in the encoder work
 * against that, and {@link #constrain} keeps both away:
 *
 * <ul>
 *   <li>Its deeper convolutions see far around a cell. Of these, only the middle of a filter is used.
 *   <li>Its group norms see the whole picture. So channels carry large constants of alternating sign, which the norm's own
 *       bias takes away again; and what a picture adds to them has, at each pixel, a mean of zero over the even and over
 *       the odd channels. Then it does not change the mean of the norm at all, and its deviation hardly: the norm comes to
 *       a multiplication by nearly the same number for all pictures. (All channels make up one group; means over parts of
 *       them could still change.)
 * </ul>
 */
final class VqInitialiser {

    private static final double CONSTANT = 64;

    private final VqConfig config;
    private final Weights weights;
    private final SplittableRandom random;
    private final NDManager manager;

    VqInitialiser(VqConfig config, Weights weights, SplittableRandom random, NDManager manager) {
        this.manager = manager;
        this.config = config;
        this.weights = weights;
        this.random = random;
    }

    /** Whether of a filter of 3 x 3 only the middle is used. */
    static boolean usesMiddleOnly(VqConfig config, String name) {
        if (!isEncoderFilter(name) || name.endsWith("conv_shortcut.weight")) {
            return false;
        }
        int levels = config.channels().size();
        return name.startsWith("encoder.mid_block")
                || name.startsWith("encoder.conv_out")
                || name.startsWith("encoder.down_blocks.%d.resnets".formatted(levels - 1))
                || name.startsWith("encoder.down_blocks.%d.resnets".formatted(levels - 2));
    }

    /** Puts the nearest weights in their place that fulfil the above; to be done after each step of a training. */
    static void constrain(VqConfig config, Weights weights, NDManager scope) {
        var middle = scope.create(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, new Shape(1, 1, 3, 3));
        weights.bind(scope).forEach((name, weight) -> {
            if (usesMiddleOnly(config, name)) {
                weight.muli(middle);
            }
            if (isSeenByNorm(name)) {
                var pairs = weight.reshape(weight.getShape().get(0) / 2, 2, -1);
                pairs.subi(pairs.mean(new int[] {0}, true));
            }
            if (seesConstants(name)) {
                long in = weight.getShape().get(1);
                var signs = scope.create(constants((int) in, 1), new Shape(1, in, 1, 1))
                        .div(CONSTANT);
                weight.subi(
                        weight.mul(signs).sum(new int[] {1}, true).mul(signs).div(in));
            }
        });
    }

    Weights weights() {
        var channels = config.channels();
        int levels = channels.size();
        int widest = channels.get(levels - 1);

        conv("encoder.conv_in", 3, channels.get(0), 3);
        int width = channels.get(0);
        for (int level = 0; level < levels; level++) {
            var block = "encoder.down_blocks." + level;
            for (int layer = 0; layer < config.layers(); layer++) {
                residual(block + ".resnets." + layer, width, channels.get(level));
                width = channels.get(level);
            }
            if (level < levels - 1) {
                conv(block + ".downsamplers.0.conv", width, width, 3);
            }
        }
        middle("encoder", widest);
        norm("encoder.conv_norm_out", widest);
        conv("encoder.conv_out", widest, config.latents(), 3);
        conv("quant_conv", config.latents(), config.latents(), 1);
        weights.put(
                "quantize.embedding.weight",
                new Shape(config.codes(), config.latents()),
                new float[config.codes() * config.latents()]);
        conv("post_quant_conv", config.latents(), config.latents(), 1);

        var downwards = new ArrayList<>(channels);
        Collections.reverse(downwards);
        conv("decoder.conv_in", config.latents(), widest, 3);
        middle("decoder", widest);
        width = widest;
        for (int level = 0; level < levels; level++) {
            var block = "decoder.up_blocks." + level;
            for (int layer = 0; layer <= config.layers(); layer++) {
                residual(block + ".resnets." + layer, width, downwards.get(level));
                width = downwards.get(level);
            }
            if (level < levels - 1) {
                conv(block + ".upsamplers.0.conv", width, width, 3);
            }
        }
        norm("decoder.conv_norm_out", width);
        conv("decoder.conv_out", width, 3, 3);
        try (var scope = manager.newSubManager()) {
            constrain(config, weights, scope);
        }
        return weights;
    }

    private void middle(String part, int width) {
        residual(part + ".mid_block.resnets.0", width, width);
        residual(part + ".mid_block.resnets.1", width, width);
    }

    private void residual(String name, int in, int out) {
        norm(name + ".norm1", in);
        conv(name + ".conv1", in, out, 3);
        norm(name + ".norm2", out);
        conv(name + ".conv2", out, out, 3);
        if (in != out) {
            conv(name + ".conv_shortcut", in, out, 1);
        }
    }

    private void norm(String name, int channels) {
        boolean constants = name.startsWith("encoder.");
        var scale = new float[channels];
        Arrays.fill(scale, constants ? (float) Math.hypot(1, CONSTANT) : 1);
        weights.put(name + ".weight", new Shape(channels), scale);
        weights.put(name + ".bias", new Shape(channels), constants ? constants(channels, -1) : new float[channels]);
    }

    private void conv(String name, int in, int out, int kernel) {
        int taps = kernel * kernel;
        boolean middleOnly = kernel > 1 && usesMiddleOnly(config, name + ".weight");
        var values = new float[out * in * taps];
        double deviation = 1 / Math.sqrt(middleOnly ? in : in * taps);
        for (int i = 0; i < values.length; i++) {
            values[i] = middleOnly && i % taps != taps / 2 ? 0 : (float) (deviation * random.nextGaussian());
        }
        weights.put(name + ".weight", new Shape(out, in, kernel, kernel), values);
        weights.put(name + ".bias", new Shape(out), givesConstants(name) ? constants(out, 1) : new float[out]);
    }

    private static float[] constants(int channels, int sign) {
        var constants = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            constants[channel] = sign * constant(channel);
        }
        return constants;
    }

    private static float constant(int channel) {
        return (float) (channel % 2 == 0 ? CONSTANT : -CONSTANT);
    }

    /** What is added to a sum that has them already must not bring them again. */
    private static boolean givesConstants(String name) {
        return name.startsWith("encoder.") && !name.endsWith(".conv2") && !name.endsWith(".conv_out");
    }

    /** Makes nothing of the constants, neither within the picture nor at its edge, where a filter sees fewer. */
    private static boolean seesConstants(String name) {
        return isEncoderFilter(name) && (name.contains("conv_shortcut") || name.contains("downsamplers"));
    }

    private static boolean isSeenByNorm(String name) {
        return isEncoderFilter(name) && !name.startsWith("encoder.conv_out");
    }

    private static boolean isEncoderFilter(String name) {
        return name.startsWith("encoder.")
                && name.contains("conv")
                && !name.contains("norm")
                && name.endsWith(".weight");
    }
}
