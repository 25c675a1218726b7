package io.diptych.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * 95 % percentile bootstrap intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13) of
 * means, and of differences of means over the same prompts: there the pairs are drawn, not the values, so what two arms
 * have in common (hard prompts) does not widen the interval. NaN values are left out, with their partners.
 */
record Bootstrap(long seed, int resamples) {

    static final int RESAMPLES = 2_000;

    Interval mean(double[] values) {
        double[] known = DoubleStream.of(values).filter(v -> !Double.isNaN(v)).toArray();
        int n = known.length;
        if (n == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        var random = new SplittableRandom(seed);
        var means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += known[random.nextInt(n)];
            }
            means[i] = sum / n;
        }
        Arrays.sort(means);
        return new Interval(
                DoubleStream.of(known).sum() / n,
                means[(int) (0.025 * resamples)],
                means[(int) (0.975 * resamples)],
                n);
    }

    /** Of {@code a − b}; the two are of the same prompts in the same order. */
    Interval difference(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " values cannot be paired with " + b.length);
        }
        return mean(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
    }
}
