package io.diptych.evaluation;

/**
 * A mean and the interval that holds the true one in 95 of 100 cases.
 *
 * @param n values that it is the mean of; with 0 of them the others are NaN
 */
record Interval(double mean, double low, double high, int n) {}
