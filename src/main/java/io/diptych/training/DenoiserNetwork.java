package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The LLaDA transformer (RMS norm, rotary positions, SwiGLU, no biases, every position sees every other) as a function of
 * weights with the checkpoint's tensor names.
 */
final class DenoiserNetwork {

    static final String ROOT = "model.transformer.";
    private static final float HIDDEN_FROM_ATTENTION = -1e4f;

    private final DenoiserConfig config;
    private final Map<String, NDArray> weights;

    DenoiserNetwork(DenoiserConfig config, Map<String, NDArray> weights) {
        this.config = config;
        this.weights = weights;
    }

    /**
     * States after the last norm, {@code [rows, length, width]}.
     *
     * @param ids {@code [rows * length]}, row-major
     * @param starts first position of each row that is not padding; what is before it is seen by none
     */
    NDArray states(int[] ids, int rows, int length, int[] starts, NDManager scope) {
        var index = scope.create(Arrays.stream(ids).asLongStream().toArray(), new Shape((long) rows * length));
        var x = look(index, weight(ROOT + "wte.weight")).reshape(rows, length, config.width());
        var rotary = new Rotary(config, length, scope);
        var bias = padding(rows, length, starts, scope);
        for (int layer = 0; layer < config.layers(); layer++) {
            var block = ROOT + "blocks." + layer + ".";
            x = x.add(attention(block, normalised(x), rotary, bias));
            x = x.add(feedForward(block, normalised(x)));
        }
        return normalised(x).mul(weight(ROOT + "ln_f.weight"));
    }

    /**
     * Logits over a range of the vocabulary at some positions, {@code [positions, to - from]}.
     *
     * @param positions indices into the flattened {@code rows * length}
     */
    NDArray logits(NDArray states, long[] positions, int from, int to, NDManager scope) {
        var flat = states.reshape(-1, config.width());
        var chosen = look(scope.create(positions), flat);
        return chosen.matMul(head(from, to).transpose());
    }

    /** The part of the output layer that gives the logits of a range of ids. */
    NDArray head(int from, int to) {
        return weight(ROOT + "ff_out.weight").get(new NDIndex("{}:{}", from, to));
    }

    private NDArray attention(String block, NDArray x, Rotary rotary, NDArray bias) {
        long rows = x.getShape().get(0);
        long length = x.getShape().get(1);
        int heads = config.heads();
        int size = config.headSize();
        var projection = NDArrays.concat(new NDList(
                        weight(block + "q_proj.weight").mul(1 / Math.sqrt(size)),
                        weight(block + "k_proj.weight"),
                        weight(block + "v_proj.weight")))
                .mul(weight(block + "attn_norm.weight"));
        var all = linear(x, projection)
                .reshape(rows, length, 3, heads, size)
                .transpose(2, 0, 3, 1, 4); // [3, rows, heads, length, size]
        var query = rotary.turn(all.get(0));
        var key = rotary.turn(all.get(1));
        var value = all.get(2);
        // The padding's bias rides along as one more number of each key: no extra pass over length x length scores.
        var one = x.getManager().ones(new Shape(rows, heads, length, 1));
        var scores = query.concat(one, 3)
                .matMul(key.concat(bias.broadcast(rows, heads, length, 1), 3).transpose(0, 1, 3, 2));
        var mixed = scores.softmax(-1).matMul(value).transpose(0, 2, 1, 3).reshape(rows, length, config.width());
        return linear(mixed, weight(block + "attn_out.weight"));
    }

    private NDArray feedForward(String block, NDArray x) {
        var norm = weight(block + "ff_norm.weight");
        var gate = linear(x, weight(block + "ff_proj.weight").mul(norm));
        var up = linear(x, weight(block + "up_proj.weight").mul(norm));
        return linear(gate.mul(Activation.sigmoid(gate)).mul(up), weight(block + "ff_out.weight"));
    }

    private static NDArray linear(NDArray x, NDArray weight) {
        var shape = x.getShape();
        return x.reshape(-1, shape.get(2))
                .matMul(weight.transpose())
                .reshape(shape.get(0), shape.get(1), weight.getShape().get(0));
    }

    /** RMS norm without its weights: these are multiplied into the matrices that follow, which are smaller than x. */
    private NDArray normalised(NDArray x) {
        return x.div(x.mul(x).mean(new int[] {2}, true).add(config.epsilon()).sqrt());
    }

    private static NDArray look(NDArray index, NDArray table) {
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    private static NDArray padding(int rows, int length, int[] starts, NDManager scope) {
        var bias = new float[rows * length];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(bias, row * length, row * length + starts[row], HIDDEN_FROM_ATTENTION);
        }
        return scope.create(bias, new Shape(rows, 1, length, 1));
    }

    private NDArray weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    /** Rotary position embedding, the two halves of a head paired (as in LLaDA), positions from 0. */
    private static final class Rotary {

        private final NDArray cosine;
        private final NDArray sine;
        private final int half;

        Rotary(DenoiserConfig config, int length, NDManager scope) {
            half = config.headSize() / 2;
            var cosines = new float[length * half * 2];
            var sines = new float[length * half * 2];
            for (int position = 0; position < length; position++) {
                for (int i = 0; i < half; i++) {
                    double angle = position * Math.pow(config.ropeTheta(), -(double) i / half);
                    int at = position * half * 2 + i;
                    cosines[at] = cosines[at + half] = (float) Math.cos(angle);
                    sines[at] = (float) -Math.sin(angle);
                    sines[at + half] = (float) Math.sin(angle);
                }
            }
            cosine = scope.create(cosines, new Shape(1, 1, length, half * 2));
            sine = scope.create(sines, new Shape(1, 1, length, half * 2));
        }

        NDArray turn(NDArray x) {
            var first = x.get(new NDIndex(":, :, :, :{}", half));
            var second = x.get(new NDIndex(":, :, :, {}:", half));
            return x.mul(cosine).add(second.concat(first, 3).mul(sine));
        }
    }
}
