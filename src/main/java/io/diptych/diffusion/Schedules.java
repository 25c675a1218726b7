package io.diptych.diffusion;

/**
 * How much is decided when. Arithmetic follows the published code, float32 where it computes in float32: at 2/3 of the way
 * the float32 cosine is 0.49999997, so 24 codes leave 11 masked, not 12.
 */
public final class Schedules {

    private Schedules() {}

    /**
     * Linear schedule of the text.
     *
     * @return tokens to reveal at each step; they sum up to {@code masked}
     */
    public static int[] textReveals(int masked, int steps) {
        var reveals = new int[steps];
        int remaining = masked;
        for (int step = 0; step < steps; step++) {
            double ratio = (step + 1) / (double) steps;
            int target = (int) (masked * (1 - ratio));
            reveals[step] = Math.max(0, remaining - target);
            remaining -= reveals[step];
        }
        return reveals;
    }

    /**
     * The text steps at which the picture is worked on: evenly from a quarter of the text steps to the last one, rounded
     * half to even.
     *
     * @return {@code imageSteps} indices, ascending; duplicates where there are fewer text steps than that
     */
    public static int[] imageSteps(int textSteps, int imageSteps) {
        return evenly(textSteps / 4, textSteps - 1, imageSteps);
    }

    /** {@code count} indices from {@code first} to {@code last}, evenly spaced in float32, rounded half to even. */
    static int[] evenly(int first, int last, int count) {
        var indices = new int[count];
        float stride = count > 1 ? (float) (last - first) / (count - 1) : 0;
        for (int i = 0; i < count; i++) {
            // From both ends towards the middle, as torch.linspace does.
            float value = i < count / 2 || count == 1 ? first + stride * i : last - stride * (count - 1 - i);
            indices[i] = (int) Math.rint(value);
        }
        return indices;
    }

    /** The part of the picture that stays masked after {@code step} (from 0) of {@code steps}, a cosine in float32. */
    public static float maskRatio(int step, int steps) {
        float progress = (float) ((step + 1) / (double) steps);
        return (float) StrictMath.cos(progress * (float) Math.PI / 2);
    }

    /** {@code codes · ratio}, rounded down; below 0 at the end, where the cosine is a hair below 0. */
    public static int stayMasked(int codes, float ratio) {
        return (int) Math.floor(codes * ratio);
    }
}
