package io.diptych.model;

/**
 * The scores of matching pairs of the training data, which a reward or a drift is measured against.
 *
 * @param mean of the cosines
 * @param deviation their standard deviation, above 0
 */
public record AlignerCalibration(double mean, double deviation) {

    public AlignerCalibration {
        if (!(mean >= -1 && mean <= 1)) {
            throw new IllegalArgumentException("calibration: mean must be a cosine, -1 to 1, got " + mean);
        }
        if (!(deviation > 0 && deviation <= 1)) {
            throw new IllegalArgumentException(
                    "calibration: deviation must be above 0 and at most 1, got " + deviation);
        }
    }
}
