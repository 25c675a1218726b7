package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The loss of what a network answers about pictures, slot by slot. */
final class Answers {

    private Answers() {}

    /** Mean cross-entropy of the pictures that have an answer; 0 where none has. */
    static NDArray surprise(NDArray scores, int[] answers, NDManager scope) {
        var targets = new long[answers.length];
        var counts = new float[answers.length];
        int answered = 0;
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] != JudgeSample.NONE) {
                targets[i] = answers[i];
                counts[i] = 1;
                answered++;
            }
        }
        return scores.logSoftmax(1)
                .gather(scope.create(targets, new Shape(targets.length, 1)), 1)
                .mul(scope.create(counts, new Shape(counts.length, 1)))
                .sum()
                .div(-(float) Math.max(1, answered));
    }
}
