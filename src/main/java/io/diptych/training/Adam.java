package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.util.Map;
import java.util.function.Predicate;

/** Adam (Kingma and Ba, arXiv 1412.6980) with decoupled weight decay for what is a matrix. */
final class Adam {

    private static final double EPSILON = 1e-8;

    private final double beta1;
    private final double beta2;
    private final double decay;
    private final Weights first;
    private final Weights second;

    /** @param wanted which weights, by name, this optimiser takes care of */
    Adam(Weights weights, Predicate<String> wanted, double beta1, double beta2, double decay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
        this.first = weights.zeros(wanted);
        this.second = weights.zeros(wanted);
    }

    /**
     * One update in place.
     *
     * @param number of the update, from 1 on
     */
    void update(long number, double rate, Weights weights, Map<String, NDArray> gradients, NDManager step) {
        var values = weights.bind(step);
        var means = first.bind(step);
        var squares = second.bind(step);
        double correction1 = 1 - Math.pow(beta1, number);
        double correction2 = 1 - Math.pow(beta2, number);
        means.forEach((name, mean) -> {
            var gradient = gradients.get(name);
            var value = values.get(name);
            var square = squares.get(name);
            mean.muli(beta1).addi(gradient.mul(1 - beta1));
            square.muli(beta2).addi(gradient.mul(gradient).muli(1 - beta2));
            var scale = square.div(correction2).sqrt().addi(EPSILON);
            if (decay > 0 && value.getShape().dimension() > 1) {
                value.muli(1 - rate * decay);
            }
            value.subi(mean.div(scale).muli(rate / correction1));
        });
    }

    void addTo(SafetensorsWriter file) {
        first.addTo(file, "adam.first.");
        second.addTo(file, "adam.second.");
    }

    void read(SafetensorsFile file) {
        first.read(file, "adam.first.");
        second.read(file, "adam.second.");
    }
}
