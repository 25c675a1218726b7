package io.diptych.training;

import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Crops of studio pictures and whole product photos, 64 px square; later on, mixed with whole pictures, since group norms
 * see all of a picture. Cells that a product covers count more.
 */
final class StudioVqBatches implements VqBatches, AutoCloseable {

    private static final int CROP = 64;
    private static final float PRODUCT_WEIGHT = 3;

    private final int size;
    private final long wholeFrom;
    private final long seed;
    private final FreshPool<StudioSample> pool;

    /**
     * @param size crops a step
     * @param wholeFrom step from which on every other batch holds whole pictures
     */
    StudioVqBatches(int size, long wholeFrom, long seed, int pool, int threads) {
        this.size = size;
        this.wholeFrom = wholeFrom;
        this.seed = seed;
        var studio = new Studio();
        this.pool = new FreshPool<>(pool, 1, threads, number -> sample(studio, seed + number, Split.TRAIN, number));
    }

    private static StudioSample sample(Studio studio, long seed, Split split, long number) {
        var grid = Grids.of(number);
        return studio.sample(seed, split, grid.columns() * StudioSample.CELL_PX, grid.rows() * StudioSample.CELL_PX);
    }

    @Override
    public VqBatch at(long step) {
        pool.moveTo(step);
        var random = new SplittableRandom(seed * 31 + step);
        return step >= wholeFrom && step % 2 == 1 ? whole(random) : crops(random);
    }

    /** Whole pictures of one size that the training never sees. */
    static VqBatch heldOut(int count, long seed, int shape) {
        var studio = new Studio();
        var samples = new StudioSample[count];
        Arrays.setAll(
                samples,
                i -> sample(
                        studio, seed + i, i % 2 == 0 ? Split.HELD_OUT_COMBINATIONS : Split.HELD_OUT_PRODUCTS, shape));
        return pictures(List.of(samples));
    }

    /** Product photos of {@link #heldOut}. */
    static VqBatch heldOutPhotos(int count, long seed, int shape) {
        var studio = new Studio();
        var batch = empty(count, CROP, CROP);
        for (int i = 0; i < count; i++) {
            var split = i % 2 == 0 ? Split.HELD_OUT_COMBINATIONS : Split.HELD_OUT_PRODUCTS;
            photo(sample(studio, seed + i, split, shape), batch, i);
        }
        return batch;
    }

    private VqBatch crops(SplittableRandom random) {
        var batch = empty(size, CROP, CROP);
        for (int i = 0; i < size; i++) {
            var sample = pool.get(random.nextInt(pool.size()));
            if (i % 4 == 0) {
                photo(sample, batch, i);
            } else {
                crop(sample, batch, i, random);
            }
        }
        return batch;
    }

    private VqBatch whole(SplittableRandom random) {
        int start = random.nextInt(pool.size());
        var grid = Grids.of(pool.number(start));
        var samples = random.ints(0, pool.size())
                .filter(i -> Grids.of(pool.number(i)).equals(grid))
                .limit(size / 4)
                .mapToObj(pool::get)
                .toList();
        return pictures(samples);
    }

    private static VqBatch pictures(List<StudioSample> samples) {
        var picture = samples.get(0).picture();
        var batch = empty(samples.size(), picture.getHeight(), picture.getWidth());
        for (int i = 0; i < samples.size(); i++) {
            window(samples.get(i), 0, 0, batch, i);
        }
        return batch;
    }

    private static VqBatch empty(int count, int height, int width) {
        return new VqBatch(
                count, height, width, new float[count * 3 * height * width], new float[count * height * width]);
    }

    private static void photo(StudioSample sample, VqBatch batch, int index) {
        Pictures.planes(sample.photo(), 0, 0, CROP, CROP, batch.pixels(), index * 3 * CROP * CROP);
        Arrays.fill(batch.weights(), index * CROP * CROP, (index + 1) * CROP * CROP, 1.5f);
    }

    private static void crop(StudioSample sample, VqBatch batch, int index, SplittableRandom random) {
        int left = random.nextInt(sample.picture().getWidth() - CROP + 1);
        int top = random.nextInt(sample.picture().getHeight() - CROP + 1);
        window(sample, left, top, batch, index);
    }

    private static void window(StudioSample sample, int left, int top, VqBatch batch, int index) {
        int width = batch.width();
        int height = batch.height();
        Pictures.planes(sample.picture(), left, top, width, height, batch.pixels(), index * 3 * width * height);
        int columns = sample.picture().getWidth() / StudioSample.CELL_PX;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int cell = (top + y) / StudioSample.CELL_PX * columns + (left + x) / StudioSample.CELL_PX;
                batch.weights()[(index * height + y) * width + x] = sample.productCells()[cell] ? PRODUCT_WEIGHT : 1;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
