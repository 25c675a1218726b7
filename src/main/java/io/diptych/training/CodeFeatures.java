package io.diptych.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors for the entries of a codebook that are alike where the entries are alike: random Fourier features of a Gaussian
 * kernel (Rahimi and Recht, "Random features for large-scale kernel machines", 2007). Every other one uses a width at which
 * only near codes are alike (they look the same), the rest a larger one (they have about the same colour).
 */
final class CodeFeatures {

    private static final double WIDER = 3;

    private CodeFeatures() {}

    /**
     * @param entries {@code [codes, latents]}
     * @param size numbers for each code
     * @return {@code [codes, size]}, of mean 0 and variance 1 over the codes
     */
    static float[] of(float[] entries, int codes, int size, SplittableRandom random) {
        int latents = entries.length / codes;
        double near = distanceToNearest(entries, codes, latents);
        var features = new float[codes * size];
        for (int feature = 0; feature < size; feature++) {
            double width = feature % 2 == 0 ? near : WIDER * near;
            double phase = 2 * Math.PI * random.nextDouble();
            var frequencies = new double[latents];
            Arrays.setAll(frequencies, i -> random.nextGaussian() / width);
            var values = new double[codes];
            for (int code = 0; code < codes; code++) {
                double angle = phase;
                for (int i = 0; i < latents; i++) {
                    angle += frequencies[i] * entries[code * latents + i];
                }
                values[code] = Math.cos(angle);
            }
            standardise(values);
            for (int code = 0; code < codes; code++) {
                features[code * size + feature] = (float) values[code];
            }
        }
        return features;
    }

    /** Median over the entries; 1 where all are the same. */
    private static double distanceToNearest(float[] entries, int codes, int latents) {
        var nearest = new double[codes];
        for (int code = 0; code < codes; code++) {
            double least = Double.MAX_VALUE;
            for (int other = 0; other < codes; other++) {
                double distance = 0;
                for (int i = 0; i < latents; i++) {
                    double difference = entries[code * latents + i] - entries[other * latents + i];
                    distance += difference * difference;
                }
                if (other != code) {
                    least = Math.min(least, distance);
                }
            }
            nearest[code] = Math.sqrt(least);
        }
        Arrays.sort(nearest);
        return nearest[codes / 2] > 0 ? nearest[codes / 2] : 1;
    }

    private static void standardise(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        Arrays.setAll(values, i -> deviation > 0 ? (values[i] - mean) / deviation : 0);
    }
}
