package io.diptych.training;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.ShotRequest;
import io.diptych.model.ImageCodec;
import io.diptych.model.Tokenizer;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests for rollouts, from the studio's training split. Three of four leave something open: where the instruction
 * decides all, rollouts differ little, and so do their rewards.
 */
final class StudioPrompts {

    private static final int CANDIDATES = 1 << 10;

    private final Studio studio = new Studio();
    private final Tokenizer tokenizer;
    private final ImageCodec codec;
    private final List<Grid> grids;
    private final SamplerSettings settings;
    private final long seed;

    StudioPrompts(Tokenizer tokenizer, ImageCodec codec, List<Grid> grids, SamplerSettings settings, long seed) {
        this.tokenizer = tokenizer;
        this.codec = codec;
        this.grids = grids;
        this.settings = settings;
        this.seed = seed;
    }

    /** The same request several times with different draws; always the same for the same number. */
    List<ShotRequest> group(long number, int size) {
        var grid = grids.get((int) Math.floorMod(number, (long) grids.size()));
        var sample = studio.sample(
                sampleSeed(number),
                Split.TRAIN,
                grid.columns() * StudioSample.CELL_PX,
                grid.rows() * StudioSample.CELL_PX);
        int[] instruction = tokenizer.encode(sample.instruction()).ids();
        var photo = new ImageCodes(codec.photoGrid(), codec.encodePhoto(sample.photo()));
        var shots = new ArrayList<ShotRequest>();
        for (int i = 0; i < size; i++) {
            long draws = (seed * 1_000_003 + number) * 1_000 + i;
            shots.add(new ShotRequest(instruction, photo, ImageCodes.masked(grid), draws, settings));
        }
        return shots;
    }

    /** No swapped names: nobody can say whether a picture shows what is called so for once. */
    private long sampleSeed(long number) {
        long first = (seed * 1_000_003 + number) * CANDIDATES;
        for (int i = 0; i < CANDIDATES; i++) {
            var brief = studio.brief(first + i, Split.TRAIN);
            boolean fits = number % 4 == 3 || !brief.open().isEmpty();
            if (fits && !brief.nameSwapped()) {
                return first + i;
            }
        }
        throw new IllegalStateException("none of " + CANDIDATES + " studio samples leaves anything open");
    }
}
