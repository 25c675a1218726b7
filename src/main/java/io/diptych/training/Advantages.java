package io.diptych.training;

import java.util.Arrays;

/**
 * Rewards of a group, relative to the group: mean 0, deviation 1 (GRPO, arXiv 2402.03300, section 4.1) unless they differ less
 * than rewards of equally good rollouts do. To standardise those, too, would make as much of how a picture happened to be
 * drawn as of a wrong count; for why, see arXiv 2503.20783, section 3.1, which does not standardise at all.
 */
final class Advantages {

    /** Deviation below which rewards are divided by this instead; of the range of 0 to 1. */
    static final double LEAST_DEVIATION = 0.2;

    private static final double NO_DIFFERENCE = 1e-6;

    private Advantages() {}

    /** All 0 where the rewards are equal, which says nothing about what to change. */
    static double[] of(double[] rewards) {
        double mean = Arrays.stream(rewards).average().orElseThrow();
        double deviation = deviation(rewards);
        return Arrays.stream(rewards)
                .map(reward -> deviation > NO_DIFFERENCE ? (reward - mean) / Math.max(LEAST_DEVIATION, deviation) : 0)
                .toArray();
    }

    static double deviation(double[] rewards) {
        double mean = Arrays.stream(rewards).average().orElseThrow();
        return Math.sqrt(Arrays.stream(rewards)
                .map(reward -> (reward - mean) * (reward - mean))
                .average()
                .orElseThrow());
    }
}
