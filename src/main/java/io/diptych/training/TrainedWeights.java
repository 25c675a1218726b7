package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.util.Map;
import java.util.function.Predicate;

/** Weights in training, with all that a snapshot must hold of them: their running average and their optimisers' state. */
final class TrainedWeights {

    private static final double GRADIENT_LIMIT = 1.0;

    private final Weights weights;
    private final Weights average;
    private final Muon muon;
    private final Adam adam;

    /**
     * @param isMatrix which of them, by name, Muon takes; {@code decay} is for these alone
     * @param isOther which of them Adam takes
     */
    TrainedWeights(Weights weights, Predicate<String> isMatrix, Predicate<String> isOther, double decay) {
        this.weights = weights;
        this.average = weights.copy();
        this.muon = new Muon(weights, isMatrix, decay);
        this.adam = new Adam(weights, isOther, 0.9, 0.98, 0);
    }

    Weights current() {
        return weights;
    }

    Weights average() {
        return average;
    }

    /** Changes the weights, not yet their average. */
    void update(long step, double muonRate, double adamRate, Map<String, NDArray> gradients, NDManager scope) {
        Gradients.clip(gradients, GRADIENT_LIMIT);
        muon.update(muonRate, weights, gradients, scope);
        adam.update(step + 1, adamRate, weights, gradients, scope);
    }

    /** Moves the average by {@code share}; in the first steps by more, so that the start is soon forgotten. */
    void average(long step, double share) {
        average.approach(weights, Math.max(1.0 / (step + 1), share));
    }

    void addTo(SafetensorsWriter file) {
        weights.addTo(file, "weights.");
        average.addTo(file, "average.");
        muon.addTo(file);
        adam.addTo(file);
    }

    void read(SafetensorsFile file) {
        weights.read(file, "weights.");
        average.read(file, "average.");
        muon.read(file);
        adam.read(file);
    }
}
