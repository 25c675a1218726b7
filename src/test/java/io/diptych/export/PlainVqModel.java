package io.diptych.export;

import java.nio.file.Path;
import java.util.List;

/** Diffusers' VQModel in plain Java, one loop after another: what the exported graphs are compared with. */
final class PlainVqModel {

    /** Channels × height × width. */
    record Map(int channels, int height, int width, float[] values) {
        Map(int channels, int height, int width) {
            this(channels, height, width, new float[channels * height * width]);
        }

        float at(int channel, int y, int x) {
            return y < 0 || x < 0 || y >= height || x >= width ? 0 : values[(channel * height + y) * width + x];
        }

        int plane() {
            return height * width;
        }
    }

    private final SafetensorsFile weights;
    private final List<Integer> channels;
    private final int layers;
    private final int groups;
    private final boolean attention;

    PlainVqModel(Path directory, List<Integer> channels, int layers, int groups, boolean attention) {
        this.weights = SafetensorsFile.open(directory.resolve("diffusion_pytorch_model.safetensors"));
        this.channels = channels;
        this.layers = layers;
        this.groups = groups;
        this.attention = attention;
    }

    /** The latents of a picture, before the codebook. */
    Map encode(Map pixels) {
        var hidden = conv(pixels, "encoder.conv_in", 1, 1);
        for (int level = 0; level < channels.size(); level++) {
            var block = "encoder.down_blocks." + level;
            hidden = resnets(hidden, block, layers);
            if (level < channels.size() - 1) {
                hidden = conv(hidden, block + ".downsamplers.0.conv", 2, 0);
            }
        }
        hidden = norm(midBlock(hidden, "encoder.mid_block"), "encoder.conv_norm_out", true);
        return conv(conv(hidden, "encoder.conv_out", 1, 1), "quant_conv", 1, 0);
    }

    int[] codes(Map latents) {
        var book = weights.tensor("quantize.embedding.weight").floats();
        int size = latents.channels;
        var codes = new int[latents.plane()];
        for (int i = 0; i < codes.length; i++) {
            double nearest = Double.MAX_VALUE;
            for (int code = 0; code < book.length / size; code++) {
                double distance = 0;
                for (int c = 0; c < size; c++) {
                    double difference = latents.values[c * latents.plane() + i] - book[code * size + c];
                    distance += difference * difference;
                }
                if (distance < nearest) {
                    nearest = distance;
                    codes[i] = code;
                }
            }
        }
        return codes;
    }

    Map decode(int[] codes, int rows, int columns) {
        var book = weights.tensor("quantize.embedding.weight");
        int size = (int) book.shape()[1];
        var entries = new Map(size, rows, columns);
        var values = book.floats();
        for (int i = 0; i < codes.length; i++) {
            for (int c = 0; c < size; c++) {
                entries.values[c * codes.length + i] = values[codes[i] * size + c];
            }
        }
        var hidden = conv(conv(entries, "post_quant_conv", 1, 0), "decoder.conv_in", 1, 1);
        hidden = midBlock(hidden, "decoder.mid_block");
        for (int level = 0; level < channels.size(); level++) {
            var block = "decoder.up_blocks." + level;
            hidden = resnets(hidden, block, layers + 1);
            if (level < channels.size() - 1) {
                hidden = conv(twice(hidden), block + ".upsamplers.0.conv", 1, 1);
            }
        }
        return conv(norm(hidden, "decoder.conv_norm_out", true), "decoder.conv_out", 1, 1);
    }

    private Map midBlock(Map hidden, String block) {
        var first = resnet(hidden, block + ".resnets.0");
        return resnet(attention ? attend(first, block + ".attentions.0") : first, block + ".resnets.1");
    }

    private Map resnets(Map hidden, String block, int count) {
        for (int i = 0; i < count; i++) {
            hidden = resnet(hidden, block + ".resnets." + i);
        }
        return hidden;
    }

    private Map resnet(Map hidden, String block) {
        var inner = conv(norm(hidden, block + ".norm1", true), block + ".conv1", 1, 1);
        inner = conv(norm(inner, block + ".norm2", true), block + ".conv2", 1, 1);
        boolean shortcut = weights.tensors().containsKey(block + ".conv_shortcut.weight");
        return sum(shortcut ? conv(hidden, block + ".conv_shortcut", 1, 0) : hidden, inner);
    }

    private Map attend(Map hidden, String block) {
        var normal = norm(hidden, block + ".group_norm", false);
        var query = linear(normal, block + ".to_q");
        var key = linear(normal, block + ".to_k");
        var value = linear(normal, block + ".to_v");
        int plane = hidden.plane();
        var mixed = new Map(hidden.channels, hidden.height, hidden.width);
        for (int i = 0; i < plane; i++) {
            var scores = new double[plane];
            double total = 0;
            for (int j = 0; j < plane; j++) {
                for (int c = 0; c < hidden.channels; c++) {
                    scores[j] += query.values[c * plane + i] * key.values[c * plane + j];
                }
                scores[j] = Math.exp(scores[j] / Math.sqrt(hidden.channels));
                total += scores[j];
            }
            for (int j = 0; j < plane; j++) {
                for (int c = 0; c < hidden.channels; c++) {
                    mixed.values[c * plane + i] += (float) (scores[j] / total * value.values[c * plane + j]);
                }
            }
        }
        return sum(hidden, linear(mixed, block + ".to_out.0"));
    }

    private Map linear(Map in, String name) {
        var weight = weights.tensor(name + ".weight").floats();
        var bias = weights.tensor(name + ".bias").floats();
        var out = new Map(in.channels, in.height, in.width);
        for (int c = 0; c < in.channels; c++) {
            for (int i = 0; i < in.plane(); i++) {
                double sum = bias[c];
                for (int k = 0; k < in.channels; k++) {
                    sum += weight[c * in.channels + k] * in.values[k * in.plane() + i];
                }
                out.values[c * in.plane() + i] = (float) sum;
            }
        }
        return out;
    }

    /** Group norm, followed by x · sigmoid(x) where asked. */
    private Map norm(Map in, String name, boolean silu) {
        var weight = weights.tensor(name + ".weight").floats();
        var bias = weights.tensor(name + ".bias").floats();
        var out = new Map(in.channels, in.height, in.width);
        int size = in.channels / groups * in.plane();
        for (int group = 0; group < groups; group++) {
            double mean = 0;
            double square = 0;
            for (int i = group * size; i < (group + 1) * size; i++) {
                mean += in.values[i] / size;
                square += (double) in.values[i] * in.values[i] / size;
            }
            double scale = 1 / Math.sqrt(square - mean * mean + 1e-6);
            for (int i = group * size; i < (group + 1) * size; i++) {
                double value = (in.values[i] - mean) * scale * weight[i / in.plane()] + bias[i / in.plane()];
                out.values[i] = (float) (silu ? value / (1 + Math.exp(-value)) : value);
            }
        }
        return out;
    }

    /** @param padding above and to the left; below and to the right there is always enough */
    private Map conv(Map in, String name, int stride, int padding) {
        var tensor = weights.tensor(name + ".weight");
        var weight = tensor.floats();
        var bias = weights.tensor(name + ".bias").floats();
        int kernel = (int) tensor.shape()[2];
        var out = new Map((int) tensor.shape()[0], in.height / stride, in.width / stride);
        for (int c = 0; c < out.channels; c++) {
            for (int y = 0; y < out.height; y++) {
                for (int x = 0; x < out.width; x++) {
                    double sum = bias[c];
                    for (int k = 0; k < in.channels; k++) {
                        for (int dy = 0; dy < kernel; dy++) {
                            for (int dx = 0; dx < kernel; dx++) {
                                sum += weight[((c * in.channels + k) * kernel + dy) * kernel + dx]
                                        * in.at(k, y * stride + dy - padding, x * stride + dx - padding);
                            }
                        }
                    }
                    out.values[(c * out.height + y) * out.width + x] = (float) sum;
                }
            }
        }
        return out;
    }

    private static Map twice(Map in) {
        var out = new Map(in.channels, 2 * in.height, 2 * in.width);
        for (int i = 0; i < out.values.length; i++) {
            out.values[i] = in.at(i / out.plane(), i / out.width % out.height / 2, i % out.width / 2);
        }
        return out;
    }

    private static Map sum(Map a, Map b) {
        var out = new Map(a.channels, a.height, a.width);
        for (int i = 0; i < out.values.length; i++) {
            out.values[i] = a.values[i] + b.values[i];
        }
        return out;
    }
}
