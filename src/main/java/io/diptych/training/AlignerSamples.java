package io.diptych.training;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.model.ImageCodec;
import io.diptych.model.Pixels;
import io.diptych.studio.Slots;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.SplittableRandom;

/** Pictures for the aligner, some of them as they look while codes are still missing. */
final class AlignerSamples {

    private static final double CODED_SHARE = 0.8;
    private static final double DISTURBED_SHARE = 0.5;
    private static final double MOST_DISTURBED = 0.7;

    private final Studio studio = new Studio();
    private final ImageCodec codec;
    private final int codes;
    private final long seed;

    record Picture(Slots slots, Pixels pixels) {}

    /** @param codes size of the codec's codebook */
    AlignerSamples(ImageCodec codec, int codes, long seed) {
        this.codec = codec;
        this.codes = codes;
        this.seed = seed;
    }

    Studio studio() {
        return studio;
    }

    /** For training: two fifths of the pictures with some codes wrong, as many through codes, a fifth as drawn. */
    Picture training(long number) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        var slots = slots(number, Split.TRAIN);
        var drawn = drawn(slots, number);
        if (random.nextDouble() >= CODED_SHARE) {
            return new Picture(slots, drawn);
        }
        double wrong = random.nextDouble() < DISTURBED_SHARE ? MOST_DISTURBED * random.nextDouble() : 0;
        return new Picture(slots, revealed(drawn, 1 - wrong, random));
    }

    /** What a sample shows, under the product's own name. */
    Slots slots(long number, Split split) {
        var slots = studio.brief(seed + number, split).slots();
        return new Slots(slots.product(), slots.color(), slots.count(), slots.scene(), slots.light(), slots.backdrop());
    }

    /** In a size that belongs to the number. */
    Pixels drawn(Slots slots, long number) {
        var grid = Grids.of(number);
        return Pixels.of(studio.picture(
                slots, seed + number, grid.columns() * StudioSample.CELL_PX, grid.rows() * StudioSample.CELL_PX));
    }

    /** As it comes back from its codes when only a share of them is right. */
    Pixels revealed(Pixels picture, double share, SplittableRandom random) {
        return revealed(encoded(picture), share, random);
    }

    ImageCodes encoded(Pixels picture) {
        var grid = new Grid(picture.height() / StudioSample.CELL_PX, picture.width() / StudioSample.CELL_PX);
        return new ImageCodes(grid, codec.encode(picture));
    }

    /** The picture of codes of which only a share is right; others are from elsewhere in it, or random. */
    Pixels revealed(ImageCodes picture, double share, SplittableRandom random) {
        var right = picture.codes();
        var shown = right.clone();
        for (int i = 0; i < shown.length; i++) {
            if (random.nextDouble() >= share) {
                shown[i] = random.nextInt(3) > 0 ? right[random.nextInt(right.length)] : random.nextInt(codes);
            }
        }
        return codec.decode(shown, picture.grid());
    }
}
