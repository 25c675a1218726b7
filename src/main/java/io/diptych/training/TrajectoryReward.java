package io.diptych.training;

/**
 * ParaRL's reward of a score (arXiv 2511.09611, section 3.3): {@code ½(1 + clip((score − μ)/σ, −1, 1))}, in 0..1. So a pair
 * that agrees as pairs of the training data do on average is worth a half, and there is nothing to gain beyond one
 * deviation: a policy that games the aligner is paid no better than one that is right.
 *
 * @param mean μ, of the scores of matching training pairs
 * @param deviation σ, of the same
 */
record TrajectoryReward(double mean, double deviation) {

    TrajectoryReward {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("the deviation of scores must be above 0, got " + deviation);
        }
    }

    double of(double score) {
        return (1 + Math.max(-1, Math.min(1, (score - mean) / deviation))) / 2;
    }
}
