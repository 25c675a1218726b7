package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * What an update maximises, as a loss: the clipped ratio of PPO (arXiv 1707.06347, equation 7), token by token, less the
 * divergence from the start model.
 *
 * @param clip ε: a ratio beyond 1 ± ε in the direction of its advantage earns nothing more
 * @param divergence β, the weight of the divergence
 */
record ClippedObjective(double clip, double divergence) {

    /** ε as in PPO and GRPO, β as in ParaRL. */
    static final ClippedObjective DEFAULT = new ClippedObjective(0.2, 1e-4);

    /** What a batch comes to: the loss to differentiate, and figures of it. */
    record Terms(NDArray loss, Sums sums) {}

    /**
     * Sums over tokens by their weights.
     *
     * @param divergence from the start model, by the estimator of GRPO (arXiv 2402.03300, equation 4), never negative
     * @param clipped weight of the tokens whose ratio is clipped
     * @param weight of all tokens
     */
    record Sums(double divergence, double clipped, double weight) {

        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(divergence + other.divergence, clipped + other.clipped, weight + other.weight);
        }
    }

    /**
     * @param now log-probabilities of the tokens, with gradient
     * @param before the same when the update began
     * @param start the same under the start model
     */
    Terms of(NDArray now, float[] before, float[] start, float[] advantages, float[] weights, NDManager scope) {
        var advantage = scope.create(advantages);
        var weight = scope.create(weights);
        var ratio = now.sub(scope.create(before)).exp();
        var kept = ratio.clip(1 - clip, 1 + clip);
        var gain = ratio.mul(advantage).minimum(kept.mul(advantage));
        var away = scope.create(start).sub(now);
        var estimate = away.exp().sub(away).sub(1);
        var loss = estimate.mul((float) divergence).sub(gain).mul(weight).sum();
        float[] ratios = ratio.toFloatArray();
        double clipped = 0;
        double total = 0;
        for (int i = 0; i < ratios.length; i++) {
            boolean beyond = advantages[i] > 0 ? ratios[i] > 1 + clip : advantages[i] < 0 && ratios[i] < 1 - clip;
            clipped += beyond ? weights[i] : 0;
            total += weights[i];
        }
        return new Terms(loss, new Sums(estimate.mul(weight).sum().getFloat(), clipped, total));
    }
}
