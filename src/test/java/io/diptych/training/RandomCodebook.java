package io.diptych.training;

import java.util.SplittableRandom;

/** Codebooks for tests that need one but not what it looks like. */
final class RandomCodebook {

    private static final int LATENTS = 8;

    private RandomCodebook() {}

    static float[] of(int codes) {
        var random = new SplittableRandom(11);
        var entries = new float[codes * LATENTS];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (float) random.nextGaussian();
        }
        return entries;
    }
}
