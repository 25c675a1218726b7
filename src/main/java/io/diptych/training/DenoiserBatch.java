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
 * @param ofProduct which of these a product covers at least in part
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
        float[] imageWeights,
        boolean[] ofProduct) {

    /** 1 for each masked code that a product covers, 0 for the others. */
    float[] productWeights() {
        var weights = new float[ofProduct.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = ofProduct[i] ? 1 : 0;
        }
        return weights;
    }
}
