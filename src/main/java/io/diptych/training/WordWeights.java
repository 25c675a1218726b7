package io.diptych.training;

import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import java.util.Arrays;

/**
 * How much each text id counts in the loss: its inverse document frequency among copies, within limits. What a copy says
 * about its picture (product, colour, scene) is said in few words among many that every copy has.
 */
final class WordWeights {

    private static final int COPIES = 2000;
    private static final double LEAST = 0.5;
    private static final double MOST = 4;

    private WordWeights() {}

    /** @return one weight for each text id */
    static float[] of(Studio studio, StudioTokens tokens) {
        var copies = new int[StudioTokens.TEXT_IDS];
        for (int i = 0; i < COPIES; i++) {
            Arrays.stream(tokens.copy(studio.brief(i, Split.TRAIN).copy()))
                    .distinct()
                    .forEach(id -> copies[id]++);
        }
        var weights = new float[copies.length];
        for (int id = 0; id < weights.length; id++) {
            double frequency = Math.max(1, copies[id]) / (double) COPIES;
            weights[id] = (float) Math.max(LEAST, Math.min(MOST, -Math.log(frequency)));
        }
        return weights;
    }
}
