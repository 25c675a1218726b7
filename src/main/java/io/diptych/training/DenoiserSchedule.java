package io.diptych.training;

/**
 * How long the denoiser is trained, and how fast. Rates ramp up, stay, and fall linearly to 2 % over the last part of the
 * run (a run of another length so shares its beginning with this one).
 *
 * @param steps in all
 * @param muonRate of the matrices, at its highest
 * @param adamRate of the rest, at its highest
 * @param decay weight decay of the matrices
 * @param textShare weight of the text's loss beside the picture's
 * @param averaging share by which the running average of the weights moves at each step
 */
record DenoiserSchedule(
        long steps, double muonRate, double adamRate, double decay, double textShare, double averaging) {

    private static final double RAMP = 60;
    private static final double FALL = 0.7;

    double muonRate(long step) {
        return muonRate * factor(step);
    }

    double adamRate(long step) {
        return adamRate * factor(step);
    }

    private double factor(long step) {
        double left = (double) (steps - step) / steps;
        double ramp = Math.max(1, Math.min(RAMP, steps / 10.0)); // a short run cannot spend itself on it
        return Math.min(1, (step + 1) / ramp) * Math.max(0.02, Math.min(1, left / FALL));
    }
}
