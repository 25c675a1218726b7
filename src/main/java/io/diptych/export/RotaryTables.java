package io.diptych.export;

/**
 * Cosines and sines of the rotary embedding (RoFormer, section 3.4.2), each [positions, head size / 2], in single
 * precision step by step as the published model computes them.
 */
record RotaryTables(float[] cosines, float[] sines) {

    static RotaryTables of(int positions, int headSize, double theta) {
        int half = headSize / 2;
        var cosines = new float[positions * half];
        var sines = new float[positions * half];
        for (int i = 0; i < half; i++) {
            float exponent = (float) (2 * i) / headSize;
            float frequency = 1f / (float) Math.pow(theta, exponent);
            for (int position = 0; position < positions; position++) {
                float angle = position * frequency;
                cosines[position * half + i] = (float) Math.cos(angle);
                sines[position * half + i] = (float) Math.sin(angle);
            }
        }
        return new RotaryTables(cosines, sines);
    }
}
