package io.diptych.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Attention heads arranged so that two blocks of them copy: heads that look at a neighbour and note it, heads that look for
 * an equal note and repeat what they find (Olsson et al., "In-context learning and induction heads", 2022). See {@link
 * DenoiserInitialiser} for how embeddings are split.
 */
final class CopyingHeads {

    private static final double NEIGHBOUR = 6; // how much higher the score of a neighbour is, for each fast frequency
    private static final double FAST = 0.05; // radians a position: tells neighbours apart
    private static final double SLOW = 1.0 / 300; // turns less than a radian between a photo and its picture
    private static final double NOTE = 1;
    private static final double MATCH = 70; // sum of squared gains: the score of equal notes then is about 14
    private static final double REPEAT = 1;

    private final DenoiserConfig config;
    private final int own;
    private final int common;
    private final double constant;
    private final SplittableRandom random;

    /**
     * @param own dimensions that tokens have for themselves, the first ones
     * @param common dimensions that follow; the first of them is the constant
     * @param constant its size, in units of the root mean square of an own dimension
     */
    CopyingHeads(DenoiserConfig config, int own, int common, double constant, SplittableRandom random) {
        this.config = config;
        this.own = own;
        this.common = common;
        this.constant = constant;
        this.random = random;
    }

    /** Makes a head's scores highest at a distance (in tokens, to the right if positive), whatever the tokens are. */
    void lookAt(int distance, int head, Matrix query, Matrix key) {
        int half = config.headSize() / 2;
        // A score is the product of query and key over the root of the head size, both seeing the constant.
        double gain = Math.sqrt(NEIGHBOUR * Math.sqrt(config.headSize())) / constant;
        for (int pair = 0; pair < half; pair++) {
            double frequency = frequency(pair);
            int first = head * config.headSize() + pair;
            int second = first + half;
            query.clear(first).clear(second);
            key.clear(first).clear(second);
            if (frequency > FAST) {
                double phase = 2 * Math.PI * random.nextDouble();
                query.set(first, own, gain * Math.cos(phase));
                query.set(second, own, gain * Math.sin(phase));
                key.set(first, own, gain * Math.cos(phase - frequency * distance));
                key.set(second, own, gain * Math.sin(phase - frequency * distance));
            }
        }
    }

    /** Writes the first numbers of the own part of what a head sees into the head's half of the notes. */
    void note(int head, Matrix value, Matrix out) {
        for (int i = 0; i < config.headSize() / 2; i++) {
            int at = head * config.headSize() + i;
            value.clear(at).set(at, i, 1);
            out.set(notes(head) + i, at, NOTE);
        }
    }

    /** Makes a head's scores highest where the notes of one side are the same as here, however far away. */
    void match(int side, int head, Matrix query, Matrix key) {
        int half = config.headSize() / 2;
        int slow = Math.min(half / 2, (int)
                IntStream.range(0, half).filter(pair -> frequency(pair) < SLOW).count());
        double gain = Math.sqrt(MATCH / Math.max(1, 2 * slow));
        for (int i = 0; i < config.headSize(); i++) {
            query.clear(head * config.headSize() + i);
            key.clear(head * config.headSize() + i);
        }
        for (int i = 0; i < slow; i++) {
            int pair = head * config.headSize() + half - slow + i;
            for (int at : new int[] {pair, pair + half}) {
                int note = notes(side) + (at == pair ? i : slow + i);
                query.set(at, note, gain);
                key.set(at, note, gain);
            }
        }
    }

    /** Adds a slice of the own part of what a head sees, as much as fits through the head, to this token's. */
    void repeat(int slice, int head, Matrix value, Matrix out) {
        for (int i = 0; i < config.headSize(); i++) {
            int dimension = slice * config.headSize() + i;
            int at = head * config.headSize() + i;
            if (dimension < own) {
                value.clear(at).set(at, dimension, 1);
                out.set(dimension, at, REPEAT);
            }
        }
    }

    /** Dimension of the first note on one side, 0 for the left, 1 for the right. */
    private int notes(int side) {
        return own + common + side * (config.headSize() / 2);
    }

    private double frequency(int pair) {
        return Math.pow(config.ropeTheta(), -2.0 * pair / config.headSize());
    }
}
