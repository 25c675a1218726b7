package io.diptych.training;

/**
 * How long the picture model is trained, and how fast. The rates ramp up over a few steps and fall to 1 % along a cosine.
 *
 * @param steps in all
 * @param muonRate of the filters, at its highest
 * @param adamRate of the rest, at its highest
 * @param warmUp steps without codebook
 * @param averaging share by which the running average of the weights moves at each step
 */
record VqSchedule(long steps, double muonRate, double adamRate, long warmUp, double averaging) {

    private static final double RAMP = 40;

    double muonRate(long step) {
        return muonRate * factor(step);
    }

    double adamRate(long step) {
        return adamRate * factor(step);
    }

    /**
     * Share of pictures that go past the codebook: the encoder keeps learning what there is to say while the codebook is
     * poor, and its latents do not shrink to a few entries.
     */
    double bypass(long step) {
        double done = (double) (step - warmUp) / (steps - warmUp);
        return step < warmUp ? 1 : Math.max(0, 0.5 - done);
    }

    /** Unused codes are restarted up to this step; afterwards the codebook has to settle. */
    long restartsUntil() {
        return steps * 17 / 20;
    }

    private double factor(long step) {
        double done = Math.min(1, (double) step / steps);
        return Math.min(1, (step + 1) / RAMP) * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * done)));
    }
}
