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
        float[] imageWeights) {}
