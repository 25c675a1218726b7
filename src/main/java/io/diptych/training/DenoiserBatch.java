package io.diptych.training;

/**
 * Sequences with some of their output masked, and what was there. Rows are padded on the left.
 *
 * @param ids {@code [rows * length]}
 * @param starts first position of each row that is not padding
 * @param textPositions masked text, as indices into {@code ids}
 * @param textTargets the ids that belong there
 * @param textWeights how much each of them counts
 * @param imageTargets picture codes, counted from 0
 */
record DenoiserBatch(
        int rows,
        int length,
        int[] ids,
        int[] starts,
        long[] textPositions,
        long[] textTargets,
        float[] textWeights,
        long[] imagePositions,
        long[] imageTargets,
        float[] imageWeights) {

    /** 1 for each masked code that a product covers, which counts more than the others; 0 for these. */
    float[] productWeights() {
        var weights = new float[imageWeights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = imageWeights[i] > 1 ? 1 : 0;
        }
        return weights;
    }
}
