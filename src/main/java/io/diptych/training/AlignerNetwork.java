package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.diptych.export.PictureTrunk;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Both encoders of the aligner as functions of named weights; {@link io.diptych.export.AlignerGraph} has the names. Heads
 * that say what a picture shows belong to the training alone and are not exported.
 */
final class AlignerNetwork {

    static final PictureTrunk TRUNK = new PictureTrunk(List.of(48, 88, 128), List.of(0, 1, 1), 7, 4);
    static final int HIDDEN = 192;
    static final int SIZE = 128;
    static final String SCALE = "logit_scale";
    static final String HEADS = "heads.";

    private static final int WIDTH = 96;
    private static final double FIRST_SCALE = Math.log(1 / 0.07); // as CLIP's

    private final DenoiserConfig text;
    private final Map<String, NDArray> weights;
    private final PictureNetwork pictures;

    AlignerNetwork(DenoiserConfig text, Map<String, NDArray> weights) {
        this.text = text;
        this.weights = weights;
        this.pictures = new PictureNetwork(TRUNK, weights);
    }

    /** The text encoder for a vocabulary of so many text ids. */
    static DenoiserConfig text(int ids) {
        return new DenoiserConfig(WIDTH, 2, 4, 4, 2 * WIDTH, 10_000, 1e-5f, ids, ids, 0);
    }

    /** Its {@code config.json} for the export. */
    static Map<String, Object> exported(DenoiserConfig text, int longest) {
        var config = new LinkedHashMap<>(text.toLlada(0, 0));
        config.put("max_sequence_length", longest);
        return config;
    }

    static Weights initialise(DenoiserConfig text, NDManager manager, SplittableRandom random) {
        var weights = new Weights(manager);
        text.shapes().forEach((name, shape) -> {
            if (!name.equals(DenoiserNetwork.ROOT + "ff_out.weight")) {
                weights.put(name, shape, values(name, shape, random));
            }
        });
        PictureNetwork.initialise(TRUNK, weights, random);
        PictureNetwork.initialiseLinear("hidden", TRUNK.features(), HIDDEN, weights, random);
        JudgeSample.choices()
                .forEach(
                        (slot, count) -> PictureNetwork.initialiseLinear(HEADS + slot, HIDDEN, count, weights, random));
        PictureNetwork.initialiseLinear("picture_projection", HIDDEN, SIZE, weights, random);
        PictureNetwork.initialiseLinear("text_projection", WIDTH, SIZE, weights, random);
        return weights.put(SCALE, new Shape(1), new float[] {(float) FIRST_SCALE});
    }

    private static float[] values(String name, Shape shape, SplittableRandom random) {
        var values = new float[(int) shape.size()];
        if (shape.dimension() == 1) {
            Arrays.fill(values, 1);
            return values;
        }
        double deviation = name.endsWith("wte.weight") ? 0.5 : Math.sqrt(1.0 / shape.get(1)) * 0.7;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    /** {@code [rows * length] → [rows, SIZE]}, each of length 1. */
    NDArray texts(int[] ids, int rows, int length, int[] starts, NDManager scope) {
        var states = new DenoiserNetwork(text, weights).states(ids, rows, length, starts, scope);
        var shares = new float[rows * length];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(shares, row * length + starts[row], (row + 1) * length, 1f / (length - starts[row]));
        }
        var mean = states.mul(scope.create(shares, new Shape(rows, length, 1))).sum(new int[] {1});
        return unit(pictures.linear("text_projection", mean));
    }

    /** {@code [n, 3, height, width] → [n, HIDDEN]}: what embeddings and answers are made of. */
    NDArray seen(NDArray pixels) {
        return Activation.relu(pictures.linear("hidden", pictures.features(pixels)));
    }

    /** {@code [n, HIDDEN] → [n, SIZE]}, each of length 1. */
    NDArray embedded(NDArray seen) {
        return unit(pictures.linear("picture_projection", seen));
    }

    /** {@code [n, HIDDEN] → [n, choices]}: scores of a slot's choices, which are for training alone. */
    NDArray answers(String slot, NDArray seen) {
        return pictures.linear(HEADS + slot, seen);
    }

    /** What cosines are multiplied with; learnt, at most 100 as in CLIP. */
    NDArray scale() {
        return Objects.requireNonNull(weights.get(SCALE))
                .minimum((float) Math.log(100))
                .exp();
    }

    private static NDArray unit(NDArray x) {
        return x.div(x.mul(x).sum(new int[] {1}, true).add(1e-9f).sqrt());
    }
}
