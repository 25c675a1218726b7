package io.diptych.training;

import io.diptych.model.Pixels;
import java.util.SplittableRandom;

/** Batches of one picture size, each picture a little moved, dimmed, blurred and noisy, otherwise each time. */
final class JudgeBatches implements AutoCloseable {

    private static final int SHIFT = 4;

    private final int rows;
    private final long seed;
    private final FreshPool<JudgeSample> pool;

    /**
     * Some pictures of one size.
     *
     * @param pixels {@code [count, 3, height, width]}
     * @param answers by slot, then by picture
     */
    record JudgeBatch(int count, int height, int width, float[] pixels, int[][] answers) {}

    /**
     * @param rows pictures a step
     * @param pool samples held at a time
     * @param fresh of these replaced at each step
     */
    JudgeBatches(JudgeSamples samples, int rows, long seed, int pool, int fresh) {
        this.rows = rows;
        this.seed = seed;
        this.pool = new FreshPool<>(pool, fresh, 1, samples::draw);
    }

    /** The batch of a step, always the same for the same step. */
    JudgeBatch at(long step) {
        pool.moveTo(step);
        var random = new SplittableRandom(seed * 31 + step);
        var grid = Grids.of(pool.number(random.nextInt(pool.size())));
        var samples = random.ints(0, pool.size())
                .filter(i -> Grids.of(pool.number(i)).equals(grid))
                .limit(rows)
                .mapToObj(pool::get)
                .toList();
        var first = samples.get(0).picture();
        int size = first.values().length;
        var pixels = new float[rows * size];
        var answers = new int[JudgeSample.choices().size()][rows];
        for (int i = 0; i < rows; i++) {
            var own = random.split();
            disturb(samples.get(i).picture(), pixels, i * size, own);
            var right = samples.get(i).answers();
            for (int slot = 0; slot < right.length; slot++) {
                answers[slot][i] = right[slot];
            }
        }
        return new JudgeBatch(rows, first.height(), first.width(), pixels, answers);
    }

    /** Edges are repeated where the picture has been moved away. */
    private static void disturb(Pixels picture, float[] target, int offset, SplittableRandom random) {
        int width = picture.width(), height = picture.height();
        int dx = random.nextInt(-SHIFT, SHIFT + 1), dy = random.nextInt(-SHIFT, SHIFT + 1);
        float gain = 0.94f + 0.12f * random.nextFloat(), lift = 0.04f * (random.nextFloat() - 0.5f);
        float blur = random.nextInt(4) == 0 ? random.nextFloat() : 0;
        float noise = random.nextInt(3) == 0 ? 0.1f * random.nextFloat() : 0;
        for (int plane = 0; plane < 3; plane++) {
            int from = plane * width * height;
            for (int y = 0; y < height; y++) {
                int row = from + clamp(y + dy, height) * width, below = from + clamp(y + dy + 1, height) * width;
                for (int x = 0; x < width; x++) {
                    int left = clamp(x + dx, width), right = clamp(x + dx + 1, width);
                    float value = picture.values()[row + left];
                    if (blur > 0) {
                        float mean = (value
                                        + picture.values()[row + right]
                                        + picture.values()[below + left]
                                        + picture.values()[below + right])
                                / 4;
                        value += blur * (mean - value);
                    }
                    if (noise > 0) {
                        value += noise * (random.nextFloat() - 0.5f);
                    }
                    target[offset++] = value * gain + lift;
                }
            }
        }
    }

    private static int clamp(int place, int size) {
        return Math.min(Math.max(place, 0), size - 1);
    }

    @Override
    public void close() {
        pool.close();
    }
}
