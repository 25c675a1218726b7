package io.diptych.diffusion;

/**
 * What the model predicted, one entry per query of the {@link Forward}, in order.
 *
 * @param textIds token ids
 * @param textConfidences probability of each id in the plain softmax over the ids allowed as text
 * @param imageCodes picture codes, counted from 0
 * @param imageConfidences probability of each code in the plain softmax of the guided logits
 */
public record Predictions(int[] textIds, float[] textConfidences, int[] imageCodes, float[] imageConfidences) {

    public Predictions {
        Shapes.size("text confidences", textIds.length, textConfidences.length);
        Shapes.size("image confidences", imageCodes.length, imageConfidences.length);
    }
}
