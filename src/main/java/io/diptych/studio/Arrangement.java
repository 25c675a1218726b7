package io.diptych.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where products stand, back row first. Chosen by count and by the format of the picture so that they can be
 * counted: neighbours overlap little. Middle and base line lie on the edges of picture codes, as they do in product
 * photos: a product then gives the same codes wherever it stands, about those of its photo, and a small model can learn
 * what it looks like.
 *
 * @param x middle, as a fraction of the width
 * @param base the line it stands on, as a fraction of the height
 */
record Arrangement(double x, double base) {

    /**
     * @param columns of codes of the picture
     * @param rows of codes
     */
    static List<Arrangement> of(int count, int columns, int rows, Random random) {
        List<Arrangement> places = new ArrayList<>();
        for (Arrangement place : plan(count, (double) columns / rows)) {
            places.add(new Arrangement(near(place.x, 0.035, columns, random), near(place.base, 0.025, rows, random)));
        }
        return places;
    }

    /** A draw from around a value, moved to the next edge of a code. */
    private static double near(double value, double range, int codes, Random random) {
        return Math.rint((value + (random.nextDouble() - 0.5) * range) * codes) / codes;
    }

    private static List<Arrangement> plan(int count, double aspect) {
        if (aspect > 1.2) {
            return switch (count) {
                case 1 -> zigzag(0.88, 0.88, 0.5);
                case 2 -> zigzag(0.84, 0.92, 0.27, 0.73);
                case 3 -> zigzag(0.80, 0.94, 0.19, 0.5, 0.81);
                default -> zigzag(0.74, 0.94, 0.17, 0.39, 0.61, 0.83);
            };
        }
        boolean tall = aspect < 0.85;
        double left = tall ? 0.28 : 0.25, right = tall ? 0.72 : 0.75;
        return switch (count) {
            case 1 -> zigzag(tall ? 0.80 : 0.87, tall ? 0.80 : 0.87, 0.5);
            case 2 -> tall ? zigzag(0.68, 0.90, 0.35, 0.65) : zigzag(0.81, 0.88, left, right);
            case 3 ->
                List.of(
                        new Arrangement(left, tall ? 0.66 : 0.69),
                        new Arrangement(right, tall ? 0.66 : 0.69),
                        new Arrangement(0.5, 0.94));
            default ->
                List.of(
                        new Arrangement(left, tall ? 0.62 : 0.56),
                        new Arrangement(tall ? 0.64 : 0.63, tall ? 0.62 : 0.56),
                        new Arrangement(tall ? 0.36 : 0.38, 0.94),
                        new Arrangement(right, 0.94));
        };
    }

    /** From left to right, every second one nearer; back row first. */
    private static List<Arrangement> zigzag(double back, double front, double... xs) {
        List<Arrangement> places = new ArrayList<>();
        for (int nearer = 0; nearer < 2; nearer++) {
            for (int i = nearer; i < xs.length; i += 2) {
                places.add(new Arrangement(xs[i], nearer == 0 ? back : front));
            }
        }
        return places;
    }
}
