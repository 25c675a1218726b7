package io.diptych.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where products stand, back row first. Chosen by count and by the format of the picture so that they can be
 * counted: neighbours hardly overlap.
 *
 * @param x middle, as a fraction of the width
 * @param base the line it stands on, as a fraction of the height
 * @param maxWidth as a fraction of the picture's width
 * @param maxHeight as a fraction of the picture's height
 */
record Arrangement(double x, double base, double maxWidth, double maxHeight) {

    static List<Arrangement> of(int count, double pictureAspect, double productAspect, Random random) {
        List<Arrangement> places = new ArrayList<>();
        for (Arrangement place : plan(count, pictureAspect, productAspect)) {
            double size = 0.95 + 0.1 * random.nextDouble();
            places.add(new Arrangement(
                    place.x + (random.nextDouble() - 0.5) * 0.035,
                    place.base + (random.nextDouble() - 0.5) * 0.025,
                    place.maxWidth * size,
                    place.maxHeight * size));
        }
        return places;
    }

    private static List<Arrangement> plan(int count, double pictureAspect, double productAspect) {
        if (pictureAspect > 1.2) {
            return switch (count) {
                case 1 -> row(0.86, 0.50, 0.62, 0.5);
                case 2 -> row(0.84, 0.38, 0.55, 0.29, 0.71);
                case 3 -> row(0.84, 0.285, 0.48, 0.19, 0.5, 0.81);
                default -> row(0.84, 0.225, 0.44, 0.135, 0.375, 0.625, 0.865);
            };
        }
        boolean tall = pictureAspect < 0.85;
        return switch (count) {
            case 1 -> row(tall ? 0.80 : 0.85, tall ? 0.76 : 0.64, tall ? 0.46 : 0.56, 0.5);
            case 2 ->
                tall
                        ? List.of(new Arrangement(0.33, 0.68, 0.56, 0.31), new Arrangement(0.66, 0.90, 0.60, 0.33))
                        : List.of(new Arrangement(0.28, 0.80, 0.43, 0.46), new Arrangement(0.72, 0.86, 0.45, 0.48));
            case 3 ->
                productAspect < 0.8 && !tall
                        ? row(0.84, 0.30, 0.46, 0.19, 0.5, 0.81)
                        : rows(tall ? 0.66 : 0.70, 0.92, tall ? 0.27 : 0.34, new double[] {0.27, 0.73}, new double[] {
                            0.5
                        });
            default ->
                tall
                        ? rows(0.67, 0.92, 0.26, new double[] {0.24, 0.65}, new double[] {0.34, 0.76})
                        : productAspect < 0.72 ? zigzag(0.76, 0.89, 0.27, 0.43) : zigzag(0.70, 0.91, 0.34, 0.34);
        };
    }

    /** Side by side; the middle ones a little nearer. */
    private static List<Arrangement> row(double base, double maxWidth, double maxHeight, double... xs) {
        List<Arrangement> places = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            double nearer = i % 2 == 1 ? 0.035 : 0;
            places.add(new Arrangement(xs[i], base + nearer, maxWidth, maxHeight));
        }
        return places;
    }

    /** Four from left to right, every second one nearer; back row first. */
    private static List<Arrangement> zigzag(double back, double front, double maxWidth, double maxHeight) {
        return List.of(
                new Arrangement(0.165, back, maxWidth, maxHeight),
                new Arrangement(0.595, back, maxWidth, maxHeight),
                new Arrangement(0.38, front, maxWidth * 1.06, maxHeight * 1.06),
                new Arrangement(0.81, front, maxWidth * 1.06, maxHeight * 1.06));
    }

    private static List<Arrangement> rows(
            double back, double front, double maxHeight, double[] behind, double[] before) {
        List<Arrangement> places = new ArrayList<>();
        for (double x : behind) {
            places.add(new Arrangement(x, back, 0.40, maxHeight));
        }
        for (double x : before) {
            places.add(new Arrangement(x, front, 0.44, maxHeight * 1.08));
        }
        return places;
    }
}
