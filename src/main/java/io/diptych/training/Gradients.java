package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Map;

/** The gradients of one step, by name of the weight. */
final class Gradients {

    private Gradients() {}

    /**
     * Scales all of them down together if their norm is above the limit.
     *
     * @return the norm before
     */
    static double clip(Map<String, NDArray> gradients, double limit) {
        var squares = new NDList();
        gradients
                .values()
                .forEach(gradient -> squares.add(gradient.mul(gradient).sum()));
        double norm = Math.sqrt(NDArrays.stack(squares).sum().getFloat());
        if (norm > limit) {
            gradients.values().forEach(gradient -> gradient.muli(limit / norm));
        }
        return norm;
    }
}
