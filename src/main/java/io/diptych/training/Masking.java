package io.diptych.training;

import io.diptych.diffusion.Grid;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What of a sample's output is hidden, and which conditions are dropped.
 *
 * @param text one per text token
 * @param picture one per code
 * @param given codes that stay visible whatever the ratio, as those of a product that is placed
 */
record Masking(boolean withInstruction, boolean withPhoto, boolean[] text, boolean[] picture, boolean[] given) {

    private static final double DROPOUT = 0.1;
    private static final double GIVEN_SHARE = 0.2;

    /** Draws it for a sample: ratios together in half of the cases, independently in the other half. */
    static Masking draw(TokenSample sample, SplittableRandom random) {
        double textTime = random.nextDouble();
        // Along a sampling path the text is revealed linearly, the picture along a cosine.
        double pictureTime = random.nextBoolean() ? textTime : random.nextDouble();
        boolean[] given = random.nextDouble() < GIVEN_SHARE
                ? given(sample, random)
                : new boolean[sample.picture().grid().codes()];
        return new Masking(
                random.nextDouble() >= DROPOUT,
                random.nextDouble() >= DROPOUT,
                chosen(1 - textTime, new boolean[sample.copy().length], random),
                chosen(Math.cos(Math.PI / 2 * pictureTime), given, random),
                given);
    }

    /** The product alone, a box around it, or a rectangle anywhere, inside or outside of it. */
    private static boolean[] given(TokenSample sample, SplittableRandom random) {
        var grid = sample.picture().grid();
        var given = new boolean[grid.codes()];
        switch (random.nextInt(4)) {
            case 0 -> System.arraycopy(sample.product(), 0, given, 0, given.length);
            case 1 -> box(sample.product(), grid, given);
            default -> {
                rectangle(grid, random, given);
                if (random.nextBoolean()) {
                    for (int i = 0; i < given.length; i++) {
                        given[i] = !given[i];
                    }
                }
            }
        }
        return given;
    }

    private static void box(boolean[] cells, Grid grid, boolean[] given) {
        int top = grid.rows();
        int left = grid.columns();
        int bottom = 0;
        int right = 0;
        for (int i = 0; i < cells.length; i++) {
            if (cells[i]) {
                top = Math.min(top, i / grid.columns());
                bottom = Math.max(bottom, i / grid.columns() + 1);
                left = Math.min(left, i % grid.columns());
                right = Math.max(right, i % grid.columns() + 1);
            }
        }
        fill(grid, top, left, bottom, right, given);
    }

    private static void rectangle(Grid grid, SplittableRandom random, boolean[] given) {
        int top = random.nextInt(grid.rows() - 2);
        int left = random.nextInt(grid.columns() - 2);
        int bottom = random.nextInt(top + 2, grid.rows() + 1);
        int right = random.nextInt(left + 2, grid.columns() + 1);
        fill(grid, top, left, bottom, right, given);
    }

    private static void fill(Grid grid, int top, int left, int bottom, int right, boolean[] given) {
        for (int row = top; row < bottom; row++) {
            Arrays.fill(given, row * grid.columns() + left, row * grid.columns() + right, true);
        }
    }

    /** A random choice among what is not given: its share of it, at least one (if there is one). */
    private static boolean[] chosen(double share, boolean[] given, SplittableRandom random) {
        var open = new int[given.length];
        int count = 0;
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                open[count++] = i;
            }
        }
        int wanted = Math.min(count, Math.max(1, (int) Math.round(share * count)));
        var chosen = new boolean[given.length];
        for (int i = 0; i < wanted; i++) {
            int other = random.nextInt(i, count);
            chosen[open[other]] = true;
            open[other] = open[i];
        }
        return chosen;
    }
}
