package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import io.diptych.export.PictureTrunk;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** A {@link PictureTrunk} as a function of named weights, and linear layers on top of it. */
final class PictureNetwork {

    private final PictureTrunk shape;
    private final Map<String, NDArray> weights;

    PictureNetwork(PictureTrunk shape, Map<String, NDArray> weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /** Adds random weights of the trunk. */
    static void initialise(PictureTrunk shape, Weights weights, SplittableRandom random) {
        int from = 3;
        for (int stage = 0; stage < shape.channels().size(); stage++) {
            int to = shape.channels().get(stage);
            conv("trunk." + stage + ".down", from, to, shape.kernel(stage), 1, weights, random);
            for (int block = 0; block < shape.blocks().get(stage); block++) {
                var name = "trunk." + stage + ".blocks." + block;
                conv(name + ".conv1", to, to, 3, 1, weights, random);
                conv(name + ".conv2", to, to, 3, 0.5, weights, random);
            }
            from = to;
        }
    }

    private static void conv(
            String name, int from, int to, int kernel, double gain, Weights weights, SplittableRandom random) {
        layer(
                name,
                new Shape(to, from, kernel, kernel),
                gain * Math.sqrt(2.0 / (kernel * kernel * from)),
                weights,
                random);
    }

    /** Adds random weights of a {@link #linear} layer. */
    static void initialiseLinear(String name, int from, int to, Weights weights, SplittableRandom random) {
        layer(name, new Shape(to, from), Math.sqrt(1.0 / from), weights, random);
    }

    private static void layer(String name, Shape shape, double deviation, Weights weights, SplittableRandom random) {
        var values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        weights.put(name + ".weight", shape, values)
                .put(name + ".bias", new Shape(shape.get(0)), new float[(int) shape.get(0)]);
    }

    /** {@code pixels [n, 3, height, width] in 0..1 → [n, features]}. */
    NDArray features(NDArray pixels) {
        var x = pixels.mul(2).sub(1);
        for (int stage = 0; stage < shape.channels().size(); stage++) {
            x = conv("trunk." + stage + ".down", x, shape.stride(stage));
            x = Activation.relu(stage == 0 ? x : normalised(x));
            for (int block = 0; block < shape.blocks().get(stage); block++) {
                var name = "trunk." + stage + ".blocks." + block;
                var inner = Activation.relu(conv(name + ".conv1", x, 1));
                x = Activation.relu(normalised(x.add(conv(name + ".conv2", inner, 1))));
            }
        }
        return pooled(x);
    }

    /** {@code [n, from] → [n, to]}. */
    NDArray linear(String name, NDArray x) {
        return x.matMul(weight(name + ".weight").transpose()).add(weight(name + ".bias"));
    }

    private static NDArray normalised(NDArray x) {
        return x.div(
                x.mul(x).mean(new int[] {1}, true).add(PictureTrunk.EPSILON).sqrt());
    }

    private static NDArray pooled(NDArray map) {
        long width = map.getShape().get(3);
        var left = map.get(new NDIndex(":, :, :, :" + width / 2));
        var right = map.get(new NDIndex(":, :, :, " + (width - width / 2) + ":"));
        var parts = new NDList();
        for (var region : new NDArray[] {map, left, right}) {
            var flat = region.reshape(map.getShape().get(0), map.getShape().get(1), -1);
            parts.add(flat.mean(new int[] {2}));
            parts.add(flat.max(new int[] {2}));
        }
        return NDArrays.concat(parts, 1);
    }

    private NDArray conv(String name, NDArray x, int stride) {
        long padding = weight(name + ".weight").getShape().get(2) / 2;
        return Conv2d.conv2d(
                        x,
                        weight(name + ".weight"),
                        weight(name + ".bias"),
                        new Shape(stride, stride),
                        new Shape(padding, padding))
                .singletonOrThrow();
    }

    private NDArray weight(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }
}
