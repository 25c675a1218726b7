package io.diptych.diffusion;

/**
 * Random numbers of one shot. Each is computed from the seed and its own address (what for, step, index) alone, so it
 * depends neither on the numbers drawn before nor on other shots, and a seed replays exactly. The generator is
 * Philox4x32-10 (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011).
 */
final class Draws {

    /** What a number is for. */
    enum Purpose {
        TEXT_TOKEN,
        IMAGE_CODE,
        IMAGE_CONFIDENCE,
        TEXT_CONFIDENCE,
        LEFT_OVER_CODE
    }

    private static final double TWO_POW_MINUS_32 = 0x1p-32;

    private final int keyLow;
    private final int keyHigh;

    Draws(long seed) {
        keyLow = (int) seed;
        keyHigh = (int) (seed >>> 32);
    }

    /** A uniform number in [0, 1), a multiple of 2⁻²⁴ (so that it is exact as float32). */
    float uniform(Purpose purpose, int step, int index) {
        return uniform(purpose, step, index, 0);
    }

    /** The same with one more dimension. */
    float uniform(Purpose purpose, int step, int index, int subIndex) {
        return (block(index, step, purpose.ordinal(), subIndex)[0] >>> 8) * 0x1p-24f;
    }

    /** A standard normal number (Box and Muller); StrictMath, so it is the same on every machine. */
    float normal(Purpose purpose, int step, int index) {
        int[] block = block(index, step, purpose.ordinal(), 0);
        double first = (Integer.toUnsignedLong(block[0]) + 0.5) * TWO_POW_MINUS_32;
        double second = (Integer.toUnsignedLong(block[1]) + 0.5) * TWO_POW_MINUS_32;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second));
    }

    private int[] block(int a, int b, int c, int d) {
        return philox(new int[] {a, b, c, d}, keyLow, keyHigh);
    }

    static int[] philox(int[] counter, int keyLow, int keyHigh) {
        int a = counter[0];
        int b = counter[1];
        int c = counter[2];
        int d = counter[3];
        int k0 = keyLow;
        int k1 = keyHigh;
        for (int round = 0; round < 10; round++) {
            long p0 = 0xD2511F53L * Integer.toUnsignedLong(a);
            long p1 = 0xCD9E8D57L * Integer.toUnsignedLong(c);
            int nextA = (int) (p1 >>> 32) ^ b ^ k0;
            int nextC = (int) (p0 >>> 32) ^ d ^ k1;
            b = (int) p1;
            d = (int) p0;
            a = nextA;
            c = nextC;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return new int[] {a, b, c, d};
    }
}
