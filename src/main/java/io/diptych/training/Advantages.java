package io.diptych.training;

/** Rewards of a group, relative to the group: mean 0, deviation 1 (GRPO, arXiv 2402.03300, section 4.1). */
final class Advantages {

    private static final double NO_DIFFERENCE = 1e-6;

    private Advantages() {}

    /** Standardised rewards; all 0 where the rewards are equal, which says nothing about what to change. */
    static double[] of(double[] rewards) {
        double mean = 0;
        for (double reward : rewards) {
            mean += reward / rewards.length;
        }
        double variance = 0;
        for (double reward : rewards) {
            variance += (reward - mean) * (reward - mean) / rewards.length;
        }
        double deviation = Math.sqrt(variance);
        var advantages = new double[rewards.length];
        if (deviation > NO_DIFFERENCE) {
            for (int i = 0; i < rewards.length; i++) {
                advantages[i] = (rewards[i] - mean) / deviation;
            }
        }
        return advantages;
    }
}
