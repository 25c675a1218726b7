package io.diptych.training;

import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches for the denoiser from fresh studio samples, one picture size a batch. */
final class StudioDenoiserBatches implements AutoCloseable {

    private static final float PRODUCT_WEIGHT = 3;

    private final int rows;
    private final int parts;
    private final long seed;
    private final StudioTokens tokens;
    private final float[] wordWeights;
    private final FreshPool<TokenSample> pool;

    /**
     * @param rows samples a step
     * @param parts that a step's batch comes in
     * @param pool samples held at a time
     * @param fresh of these replaced at each step
     */
    StudioDenoiserBatches(
            int rows, int parts, long seed, int pool, int fresh, int threads, StudioTokens tokens, PictureModel model) {
        if (rows % parts != 0) {
            throw new IllegalArgumentException("a batch of " + rows + " does not split into " + parts);
        }
        this.rows = rows;
        this.parts = parts;
        this.seed = seed;
        this.tokens = tokens;
        var studio = new Studio();
        this.wordWeights = WordWeights.of(studio, tokens);
        this.pool = new FreshPool<>(
                pool,
                fresh,
                threads,
                number -> tokens(draw(studio, seed + number, Split.TRAIN, number), tokens, model));
    }

    /** Draws a sample in the picture size that belongs to a number. */
    static StudioSample draw(Studio studio, long seed, Split split, long number) {
        var grid = Grids.of(number);
        return studio.sample(seed, split, grid.columns() * StudioSample.CELL_PX, grid.rows() * StudioSample.CELL_PX);
    }

    static TokenSample tokens(StudioSample sample, StudioTokens tokens, PictureModel model) {
        return new TokenSample(
                tokens.instruction(sample.instruction()),
                model.encode(sample.photo()),
                model.encode(sample.picture()),
                sample.productCells(),
                tokens.copy(sample.copy()));
    }

    /** The batch of a step, always the same for the same step. */
    List<DenoiserBatch> at(long step) {
        pool.moveTo(step);
        var random = new SplittableRandom(seed * 31 + step);
        var grid = Grids.of(pool.number(random.nextInt(pool.size())));
        var built = new ArrayList<DenoiserBatch>();
        for (int part = 0; part < parts; part++) {
            var builder = new BatchBuilder(tokens.layout(), wordWeights, PRODUCT_WEIGHT);
            for (int row = 0; row < rows / parts; ) {
                int index = random.nextInt(pool.size());
                if (Grids.of(pool.number(index)).equals(grid)) {
                    var sample = pool.get(index);
                    builder.add(sample, Masking.draw(sample, random));
                    row++;
                }
            }
            built.add(builder.build());
        }
        return built;
    }

    @Override
    public void close() {
        pool.close();
    }
}
