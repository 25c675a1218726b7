package io.diptych.diffusion;

import io.diptych.diffusion.Draws.Purpose;

/** The random numbers of a {@code reference} run; asked for only where they matter. */
public interface ReferenceDraws {

    /** Uniform numbers in [0, 1) behind the Gumbel noise on text logits, [text length × vocabulary], row-major. */
    float[] textUniforms(int step, int textLength, int vocabulary);

    /** Uniform numbers in [0, 1) that serve as confidences of the text when re-masking is random. */
    float[] textConfidences(int step, int textLength);

    /** One uniform number in [0, 1) per picture code, turned into a code by inverse cumulative distribution. */
    float[] imageUniforms(int step, int codes);

    /** One standard normal number per picture code, for the noise on log confidences. */
    float[] confidenceNormals(int step, int codes);

    /** Codes, each in [0, codebook), for the places that are still masked at the end. */
    int[] leftOverCodes(int count, int codebook);

    /** Numbers derived from a seed: the same ones every time. */
    static ReferenceDraws seeded(long seed) {
        var draws = new Draws(seed);
        return new ReferenceDraws() {

            @Override
            public float[] textUniforms(int step, int textLength, int vocabulary) {
                var values = new float[textLength * vocabulary];
                for (int i = 0; i < values.length; i++) {
                    values[i] = draws.uniform(Purpose.TEXT_TOKEN, step, i / vocabulary, i % vocabulary);
                }
                return values;
            }

            @Override
            public float[] textConfidences(int step, int textLength) {
                return uniforms(Purpose.TEXT_CONFIDENCE, step, textLength);
            }

            @Override
            public float[] imageUniforms(int step, int codes) {
                return uniforms(Purpose.IMAGE_CODE, step, codes);
            }

            @Override
            public float[] confidenceNormals(int step, int codes) {
                var values = new float[codes];
                for (int i = 0; i < codes; i++) {
                    values[i] = draws.normal(Purpose.IMAGE_CONFIDENCE, step, i);
                }
                return values;
            }

            @Override
            public int[] leftOverCodes(int count, int codebook) {
                var codes = new int[count];
                for (int i = 0; i < count; i++) {
                    codes[i] = (int) (draws.uniform(Purpose.LEFT_OVER_CODE, 0, i) * codebook);
                }
                return codes;
            }

            private float[] uniforms(Purpose purpose, int step, int count) {
                var values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = draws.uniform(purpose, step, i);
                }
                return values;
            }
        };
    }
}
