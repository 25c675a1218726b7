package io.diptych.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The codebook while it is being learnt: entries follow the running mean of the latents assigned to them (van den Oord et
 * al., arXiv 1711.00937, appendix A), and entries that nothing is assigned to any more are moved onto a latent of the
 * batch. Small enough (512 entries of 8 numbers) for plain Java.
 */
final class Codebook {

    private static final float DECAY = 0.99f;
    private static final float DEAD = 0.05f; // running number of latents a batch below which an entry counts as unused

    private final int codes;
    private final int width;
    private final float[] entries;
    private final float[] counts;
    private final float[] sums;

    /** @param entries {@code [codes, width]}; changed in place */
    Codebook(int codes, int width, float[] entries, float[] counts, float[] sums) {
        this.codes = codes;
        this.width = width;
        this.entries = entries;
        this.counts = counts;
        this.sums = sums;
    }

    /** A codebook that is learnt no further. */
    static Codebook of(int codes, int width, float[] entries) {
        return new Codebook(codes, width, entries, new float[codes], new float[codes * width]);
    }

    static Codebook empty(int codes, int width) {
        return new Codebook(codes, width, new float[codes * width], new float[codes], new float[codes * width]);
    }

    float[] entries() {
        return entries;
    }

    float[] counts() {
        return counts;
    }

    float[] sums() {
        return sums;
    }

    /**
     * Index of the nearest entry for each latent; the first one on a tie.
     *
     * @param latents {@code [n, width]}
     */
    int[] nearest(float[] latents) {
        int n = latents.length / width;
        var norms = new float[codes];
        for (int code = 0; code < codes; code++) {
            for (int i = 0; i < width; i++) {
                norms[code] += entries[code * width + i] * entries[code * width + i];
            }
        }
        // entries transposed, so that the inner loop runs over codes and vectorises
        var transposed = new float[width][codes];
        for (int code = 0; code < codes; code++) {
            for (int i = 0; i < width; i++) {
                transposed[i][code] = -2 * entries[code * width + i];
            }
        }
        var nearest = new int[n];
        var distances = new float[codes];
        for (int row = 0; row < n; row++) {
            System.arraycopy(norms, 0, distances, 0, codes);
            for (int i = 0; i < width; i++) {
                float x = latents[row * width + i];
                var column = transposed[i];
                for (int code = 0; code < codes; code++) {
                    distances[code] += x * column[code];
                }
            }
            int best = 0;
            for (int code = 1; code < codes; code++) {
                if (distances[code] < distances[best]) {
                    best = code;
                }
            }
            nearest[row] = best;
        }
        return nearest;
    }

    /** The entries of the given codes, {@code [n, width]}. */
    float[] look(int[] indices) {
        var values = new float[indices.length * width];
        for (int row = 0; row < indices.length; row++) {
            System.arraycopy(entries, indices[row] * width, values, row * width, width);
        }
        return values;
    }

    /** Starts from latents: k-means, its starting points far from each other (k-means++). */
    void initialise(float[] latents, SplittableRandom random) {
        int n = latents.length / width;
        var distances = new double[n];
        Arrays.fill(distances, 1);
        for (int code = 0; code < codes; code++) {
            int row = draw(distances, random);
            System.arraycopy(latents, row * width, entries, code * width, width);
            for (int other = 0; other < n; other++) {
                double distance = distance(latents, other, code);
                distances[other] = code == 0 ? distance : Math.min(distances[other], distance);
            }
        }
        for (int round = 0; round < 8; round++) {
            follow(latents, nearest(latents), 0, random, true);
        }
    }

    private double distance(float[] latents, int row, int code) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double difference = latents[row * width + i] - entries[code * width + i];
            sum += difference * difference;
        }
        return sum;
    }

    /** An index with a probability that is proportional to its weight. */
    private static int draw(double[] weights, SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return random.nextInt(weights.length);
    }

    /** Moves the entries towards the latents assigned to them. */
    void follow(float[] latents, int[] assigned, SplittableRandom random, boolean restart) {
        follow(latents, assigned, DECAY, random, restart);
    }

    private void follow(float[] latents, int[] assigned, float decay, SplittableRandom random, boolean restart) {
        int n = assigned.length;
        for (int code = 0; code < codes; code++) {
            counts[code] *= decay;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= decay;
        }
        for (int row = 0; row < n; row++) {
            counts[assigned[row]] += 1 - decay;
            for (int i = 0; i < width; i++) {
                sums[assigned[row] * width + i] += (1 - decay) * latents[row * width + i];
            }
        }
        for (int code = 0; code < codes; code++) {
            if (counts[code] > DEAD * (1 - decay)) {
                for (int i = 0; i < width; i++) {
                    entries[code * width + i] = sums[code * width + i] / counts[code];
                }
            }
            if (restart && counts[code] < DEAD) {
                int row = random.nextInt(n);
                // a mean number of uses gives the newcomer time to find its place
                counts[code] = (float) n / codes / 2;
                for (int i = 0; i < width; i++) {
                    entries[code * width + i] = latents[row * width + i];
                    sums[code * width + i] = entries[code * width + i] * counts[code];
                }
            }
        }
    }

    /** exp of the entropy of how often codes are used: {@code codes} when all are used equally. */
    double perplexity() {
        double total = 0;
        for (float count : counts) {
            total += count;
        }
        double entropy = 0;
        for (float count : counts) {
            if (count > 0) {
                entropy -= count / total * Math.log(count / total);
            }
        }
        return Math.exp(entropy);
    }
}
