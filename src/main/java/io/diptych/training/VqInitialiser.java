package io.diptych.training;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;

/** Fresh weights for a {@link VqNetwork}, under the tensor names of diffusers' {@code VQModel}. */
final class VqInitialiser {

    private final VqConfig config;
    private final Weights weights;
    private final SplittableRandom random;

    VqInitialiser(VqConfig config, Weights weights, SplittableRandom random) {
        this.config = config;
        this.weights = weights;
        this.random = random;
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
        var ones = new float[channels];
        Arrays.fill(ones, 1);
        weights.put(name + ".weight", new Shape(channels), ones);
        weights.put(name + ".bias", new Shape(channels), new float[channels]);
    }

    private void conv(String name, int in, int out, int kernel) {
        var values = new float[out * in * kernel * kernel];
        double deviation = 1 / Math.sqrt(in * kernel * kernel);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        weights.put(name + ".weight", new Shape(out, in, kernel, kernel), values);
        weights.put(name + ".bias", new Shape(out), new float[out]);
    }
}
