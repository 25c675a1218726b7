package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;

/**
 * Diffusers' {@code VQModel} as ONNX: an encoder from pixels to codes and a decoder back. Height and width are dynamic and
 * must be multiples of the pixels per code.
 */
final class VqGraph {

    private static final float EPSILON = 1e-6f; // fixed in diffusers' encoder and decoder

    private final VqConfig config;
    private final Weights weights;
    private final GraphBuilder graph;

    VqGraph(VqConfig config, Weights weights, GraphBuilder graph) {
        this.config = config;
        this.weights = weights;
        this.graph = graph;
    }

    /** {@code pixels [1, 3, height, width] in 0..1 → codes [1, height / p, width / p]}, the first of equally near entries. */
    void encoder() {
        var pixels = graph.input("pixels", DataType.FLOAT, 1, 3, "height", "width");
        var hidden = conv(pixels, "encoder.conv_in", 3, config.channels(0), 3);
        for (int level = 0; level < config.levels(); level++) {
            var block = "encoder.down_blocks." + level;
            int from = config.channels(Math.max(level - 1, 0));
            hidden = resnets(hidden, block, config.layers(), from, config.channels(level));
            if (level < config.levels() - 1) {
                hidden = downsample(hidden, block + ".downsamplers.0.conv", config.channels(level));
            }
        }
        int last = config.channels(config.levels() - 1);
        hidden = midBlock(hidden, "encoder.mid_block", last);
        hidden = silu(norm(hidden, "encoder.conv_norm_out", last));
        hidden = conv(hidden, "encoder.conv_out", last, config.latentChannels(), 3);
        hidden = conv(hidden, "quant_conv", config.latentChannels(), config.codeSize(), 1);
        graph.output("codes", nearest(hidden), DataType.INT32, 1, "rows", "columns");
    }

    /** {@code codes [1, rows, columns] → pixels [1, 3, height, width]}, nominally in 0..1, not clipped. */
    void decoder() {
        var codes = graph.input("codes", DataType.INT32, 1, "rows", "columns");
        var entries = graph.node("Gather", codebook(), codes).with("axis", 0).output();
        var hidden = transpose(entries, 0, 3, 1, 2);
        int width = config.channels(config.levels() - 1);
        hidden = conv(hidden, "post_quant_conv", config.codeSize(), config.latentChannels(), 1);
        hidden = conv(hidden, "decoder.conv_in", config.latentChannels(), width, 3);
        hidden = midBlock(hidden, "decoder.mid_block", width);
        for (int i = 0; i < config.levels(); i++) {
            var block = "decoder.up_blocks." + i;
            int channels = config.channels(config.levels() - 1 - i);
            hidden = resnets(hidden, block, config.layers() + 1, width, channels);
            if (i < config.levels() - 1) {
                hidden = conv(upsample(hidden), block + ".upsamplers.0.conv", channels, channels, 3);
            }
            width = channels;
        }
        hidden = silu(norm(hidden, "decoder.conv_norm_out", width));
        hidden = conv(hidden, "decoder.conv_out", width, 3, 3);
        graph.output("pixels", hidden, DataType.FLOAT, 1, 3, "height", "width");
    }

    /** arg min of |z − e|² over the codebook, with |z|² left out, which is the same for all entries. */
    private String nearest(String latents) {
        var channelsLast = transpose(latents, 0, 2, 3, 1);
        var flat = graph.reshape(channelsLast, -1, config.codeSize());
        var products = graph.node("Gemm", flat, codebook())
                .with("transB", 1)
                .with("alpha", -2f)
                .output();
        var squares = graph.node("ReduceSum", graph.op("Mul", codebook(), codebook()), graph.longs(1))
                .with("keepdims", 0)
                .output();
        var codes = graph.node("ArgMin", graph.op("Add", products, squares))
                .with("axis", 1)
                .with("keepdims", 0)
                .with("select_last_index", 0)
                .output();
        var grid = graph.node("Slice", graph.op("Shape", channelsLast), graph.longs(0), graph.longs(3))
                .output();
        return graph.cast(graph.op("Reshape", codes, grid), DataType.INT32);
    }

    private String codebook() {
        return graph.weight(weights.get("quantize.embedding.weight", config.numVqEmbeddings(), config.codeSize()));
    }

    private String midBlock(String hidden, String block, int channels) {
        var first = resnet(hidden, block + ".resnets.0", channels, channels);
        var mixed = config.midBlockAttention() ? attention(first, block + ".attentions.0", channels) : first;
        return resnet(mixed, block + ".resnets.1", channels, channels);
    }

    private String resnets(String hidden, String block, int count, int from, int to) {
        for (int i = 0; i < count; i++) {
            hidden = resnet(hidden, block + ".resnets." + i, i == 0 ? from : to, to);
        }
        return hidden;
    }

    private String resnet(String hidden, String block, int from, int to) {
        var inner = conv(silu(norm(hidden, block + ".norm1", from)), block + ".conv1", from, to, 3);
        inner = conv(silu(norm(inner, block + ".norm2", to)), block + ".conv2", to, to, 3);
        var shortcut = from == to ? hidden : conv(hidden, block + ".conv_shortcut", from, to, 1);
        return graph.op("Add", shortcut, inner);
    }

    /** One head over all positions, with a residual connection. */
    private String attention(String hidden, String block, int channels) {
        var flat = graph.reshape(norm(hidden, block + ".group_norm", channels), 0, channels, -1);
        var tokens = transpose(flat, 0, 2, 1);
        var query = linear(tokens, block + ".to_q", channels);
        var key = linear(tokens, block + ".to_k", channels);
        var value = linear(tokens, block + ".to_v", channels);
        var scale = graph.scalar((float) (1 / Math.sqrt(channels)));
        var scores = graph.op("MatMul", graph.op("Mul", query, scale), transpose(key, 0, 2, 1));
        var mixed = graph.op(
                "MatMul", graph.node("Softmax", scores).with("axis", -1).output(), value);
        var projected = transpose(linear(mixed, block + ".to_out.0", channels), 0, 2, 1);
        return graph.op("Add", hidden, graph.op("Reshape", projected, graph.op("Shape", hidden)));
    }

    private String linear(String tokens, String name, int channels) {
        var weight = transpose(graph.weight(weights.get(name + ".weight", channels, channels)), 1, 0);
        var bias = graph.weight(weights.get(name + ".bias", channels));
        return graph.op("Add", graph.op("MatMul", tokens, weight), bias);
    }

    private String norm(String hidden, String name, int channels) {
        int groups = config.groups();
        var ones = new float[groups];
        Arrays.fill(ones, 1);
        var normal = graph.node(
                        "InstanceNormalization",
                        graph.reshape(hidden, 0, groups, -1),
                        graph.floats(ones, groups),
                        graph.floats(new float[groups], groups))
                .with("epsilon", EPSILON)
                .output();
        var shaped = graph.op("Reshape", normal, graph.op("Shape", hidden));
        var scale = graph.weight(weights.get(name + ".weight", channels), channels, 1, 1);
        var bias = graph.weight(weights.get(name + ".bias", channels), channels, 1, 1);
        return graph.op("Add", graph.op("Mul", shaped, scale), bias);
    }

    private String silu(String hidden) {
        return graph.op("Mul", hidden, graph.op("Sigmoid", hidden));
    }

    private String conv(String hidden, String name, int from, int to, int kernel) {
        int padding = kernel / 2;
        return convolution(hidden, name, from, to, kernel)
                .with("pads", padding, padding, padding, padding)
                .output();
    }

    /** Halves height and width; pads below and to the right only. */
    private String downsample(String hidden, String name, int channels) {
        return convolution(hidden, name, channels, channels, 3)
                .with("strides", 2, 2)
                .with("pads", 0, 0, 1, 1)
                .output();
    }

    private GraphBuilder.Node convolution(String hidden, String name, int from, int to, int kernel) {
        return graph.node(
                        "Conv",
                        hidden,
                        graph.weight(weights.get(name + ".weight", to, from, kernel, kernel)),
                        graph.weight(weights.get(name + ".bias", to)))
                .with("kernel_shape", kernel, kernel);
    }

    private String upsample(String hidden) {
        return graph.node("Resize", hidden, GraphBuilder.NONE, graph.floats(new float[] {1, 1, 2, 2}, 4))
                .with("mode", "nearest")
                .with("coordinate_transformation_mode", "asymmetric")
                .with("nearest_mode", "floor")
                .output();
    }

    private String transpose(String value, long... permutation) {
        return graph.node("Transpose", value).with("perm", permutation).output();
    }
}
