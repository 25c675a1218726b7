package io.diptych.evaluation;

/**
 * A share of cases with its 95 % interval (Wilson's, Journal of the American Statistical Association 22, 1927), which has a
 * width at 0 and 100 % too.
 */
record Percentage(double percent, double low, double high, int n) {

    private static final double Z = 1.959964;

    static Percentage of(int right, int n) {
        if (n < 1 || right < 0 || right > n) {
            throw new IllegalArgumentException(right + " of " + n + " is no share");
        }
        double p = (double) right / n, spread = Z * Z / n;
        double middle = (p + spread / 2) / (1 + spread);
        double half = Z * Math.sqrt(p * (1 - p) / n + spread / n / 4) / (1 + spread);
        return new Percentage(100 * p, 100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half), n);
    }
}
