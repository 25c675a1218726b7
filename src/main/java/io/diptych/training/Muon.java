package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Muon (Jordan et al., 2024, <a href="https://kellerjordan.github.io/posts/muon/">kellerjordan.github.io/posts/muon</a>)
 * for the matrices inside the blocks: momentum, made orthogonal by five Newton-Schulz rounds. Everything else goes to
 * {@link Adam}. A convolution counts as the matrix of its filters.
 */
final class Muon {

    private static final double MOMENTUM = 0.95;
    private static final int ROUNDS = 5;

    private final double decay;
    private final Weights momentum;

    /** @param isMatrix which weights, by name, this optimiser takes care of */
    Muon(Weights weights, Predicate<String> isMatrix, double decay) {
        this.decay = decay;
        this.momentum = weights.zeros(isMatrix);
    }

    void update(double rate, Weights weights, Map<String, NDArray> gradients, NDManager step) {
        var values = weights.bind(step);
        momentum.bind(step).entrySet().parallelStream().forEach(entry -> {
            var name = entry.getKey();
            var moment = entry.getValue();
            var gradient = gradients.get(name);
            moment.muli(MOMENTUM).addi(gradient.mul(1 - MOMENTUM));
            var ahead = moment.mul(MOMENTUM).addi(gradient.mul(1 - MOMENTUM)); // Nesterov
            var value = values.get(name);
            double rows = value.getShape().get(0);
            double columns = value.size() / rows;
            value.muli(1 - rate * decay);
            value.subi(orthogonal(ahead.reshape((long) rows, -1))
                    .reshape(value.getShape())
                    .muli(rate * Math.sqrt(Math.max(1, rows / columns))));
        });
    }

    /** Sets all singular values to about 1. */
    static NDArray orthogonal(NDArray matrix) {
        boolean tall = matrix.getShape().get(0) > matrix.getShape().get(1);
        var x = tall ? matrix.transpose() : matrix;
        x = x.div(x.square().sum().sqrt().addi(1e-7));
        for (int round = 0; round < ROUNDS; round++) {
            var a = x.matMul(x.transpose());
            var b = a.mul(-4.7750).addi(a.matMul(a).muli(2.0315));
            x = x.mul(3.4445).addi(b.matMul(x));
        }
        return tall ? x.transpose() : x;
    }

    void addTo(SafetensorsWriter file) {
        momentum.addTo(file, "muon.");
    }

    void read(SafetensorsFile file) {
        momentum.read(file, "muon.");
    }
}
