package io.diptych.diffusion;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The LLaDA forward pass in plain Java, float32, for weights small enough for loops: RMSNorm, rotary positions in halves,
 * grouped-query attention without a causal mask, SwiGLU, no biases.
 */
public final class PlainLladaDenoiser implements LogitsDenoiser {

    private final SafeTensors weights;
    private final Map<String, float[]> transposed = new HashMap<>();
    private final int width;
    private final int heads;
    private final int keyHeads;
    private final int layers;
    private final int hidden;
    private final int vocabulary;
    private final float epsilon;
    private final double theta;

    /** @param folder below {@code golden/}, with {@code config.json} and {@code model.safetensors} */
    public PlainLladaDenoiser(String folder) {
        JsonNode config = Golden.json(folder + "/config.json");
        weights = new SafeTensors(folder + "/model.safetensors");
        width = config.get("d_model").asInt();
        heads = config.get("n_heads").asInt();
        keyHeads = config.get("n_kv_heads").asInt();
        layers = config.get("n_layers").asInt();
        hidden = config.get("mlp_hidden_size").asInt();
        epsilon = (float) config.get("rms_norm_eps").asDouble();
        theta = config.get("rope_theta").asDouble();
        vocabulary = weights.shape("model.transformer.wte.weight")[0];
    }

    @Override
    public Logits logits(int[] ids, int rows, int length, int[] starts) {
        var all = new float[rows * length * vocabulary];
        var done = new HashMap<List<Integer>, float[]>();
        for (int row = 0; row < rows; row++) {
            int start = starts[row];
            int[] own = Arrays.copyOfRange(ids, row * length, (row + 1) * length);
            // Batches of a fixed shape repeat rows.
            float[] logits = done.computeIfAbsent(Arrays.stream(own).boxed().toList(), any -> row(own, start));
            System.arraycopy(logits, 0, all, row * length * vocabulary, logits.length);
        }
        return new Logits(rows, length, vocabulary, FloatBuffer.wrap(all));
    }

    private float[] row(int[] ids, int start) {
        int length = ids.length;
        float[] embeddings = weights.get("model.transformer.wte.weight");
        var x = new float[length * width];
        for (int position = 0; position < length; position++) {
            System.arraycopy(embeddings, ids[position] * width, x, position * width, width);
        }
        for (int layer = 0; layer < layers; layer++) {
            String block = "model.transformer.blocks." + layer + ".";
            float[] normed = norm(x, block + "attn_norm.weight");
            float[] attended = attention(
                    rotate(times(normed, block + "q_proj.weight", width), heads, length),
                    rotate(times(normed, block + "k_proj.weight", width), keyHeads, length),
                    times(normed, block + "v_proj.weight", width),
                    length,
                    start);
            add(x, times(attended, block + "attn_out.weight", width));
            normed = norm(x, block + "ff_norm.weight");
            float[] gate = times(normed, block + "ff_proj.weight", width);
            float[] up = times(normed, block + "up_proj.weight", width);
            for (int i = 0; i < gate.length; i++) {
                gate[i] = (float) (gate[i] / (1 + Math.exp(-gate[i]))) * up[i];
            }
            add(x, times(gate, block + "ff_out.weight", hidden));
        }
        return times(norm(x, "model.transformer.ln_f.weight"), "model.transformer.ff_out.weight", width);
    }

    /** x · Wᵀ for W of [outputs, inputs]; sums run over the inputs in order, the outputs side by side. */
    private float[] times(float[] x, String name, int inputs) {
        float[] weight = transposed.computeIfAbsent(name, any -> transpose(weights.get(name), inputs));
        int outputs = weight.length / inputs;
        int rows = x.length / inputs;
        var y = new float[rows * outputs];
        var sums = new float[outputs];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < inputs; i++) {
                float factor = x[row * inputs + i];
                int from = i * outputs;
                for (int output = 0; output < outputs; output++) {
                    sums[output] += factor * weight[from + output];
                }
            }
            System.arraycopy(sums, 0, y, row * outputs, outputs);
        }
        return y;
    }

    private static float[] transpose(float[] weight, int inputs) {
        int outputs = weight.length / inputs;
        var result = new float[weight.length];
        for (int output = 0; output < outputs; output++) {
            for (int i = 0; i < inputs; i++) {
                result[i * outputs + output] = weight[output * inputs + i];
            }
        }
        return result;
    }

    private float[] norm(float[] x, String name) {
        float[] weight = weights.get(name);
        var y = new float[x.length];
        for (int row = 0; row < x.length; row += width) {
            float squares = 0;
            for (int i = 0; i < width; i++) {
                squares += x[row + i] * x[row + i];
            }
            float scale = (float) (1 / Math.sqrt(squares / width + epsilon));
            for (int i = 0; i < width; i++) {
                y[row + i] = x[row + i] * scale * weight[i];
            }
        }
        return y;
    }

    /** Pairs are (i, i + half), angles position · theta^(−2i / head size). */
    private float[] rotate(float[] x, int headCount, int length) {
        int size = width / heads;
        int half = size / 2;
        var y = new float[x.length];
        for (int position = 0; position < length; position++) {
            for (int i = 0; i < half; i++) {
                float angle = position * (float) (1 / Math.pow(theta, 2.0 * i / size));
                float cos = (float) Math.cos(angle);
                float sin = (float) Math.sin(angle);
                for (int head = 0; head < headCount; head++) {
                    int at = (position * headCount + head) * size + i;
                    y[at] = x[at] * cos - x[at + half] * sin;
                    y[at + half] = x[at + half] * cos + x[at] * sin;
                }
            }
        }
        return y;
    }

    private float[] attention(float[] q, float[] k, float[] v, int length, int start) {
        int size = width / heads;
        int perKey = heads / keyHeads;
        float scale = (float) (1 / Math.sqrt(size));
        var y = new float[length * width];
        var weight = new float[length];
        for (int head = 0; head < heads; head++) {
            for (int position = start; position < length; position++) {
                int query = (position * heads + head) * size;
                float max = Float.NEGATIVE_INFINITY;
                for (int other = start; other < length; other++) {
                    int key = (other * keyHeads + head / perKey) * size;
                    float dot = 0;
                    for (int i = 0; i < size; i++) {
                        dot += q[query + i] * k[key + i];
                    }
                    weight[other] = dot * scale;
                    max = Math.max(max, weight[other]);
                }
                float total = 0;
                for (int other = start; other < length; other++) {
                    weight[other] = (float) Math.exp(weight[other] - max);
                    total += weight[other];
                }
                for (int other = start; other < length; other++) {
                    int value = (other * keyHeads + head / perKey) * size;
                    float part = weight[other] / total;
                    for (int i = 0; i < size; i++) {
                        y[query + i] += part * v[value + i];
                    }
                }
            }
        }
        return y;
    }

    private static void add(float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }

    @Override
    public void close() {}
}
