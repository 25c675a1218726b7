package io.diptych.studio;

import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.Random;

/** The synthetic studio. Everything follows from the seed; one studio serves any number of threads. */
public final class Studio {

    /** Share of samples whose photo is not quite centred and sized as usual, as photos of real shops are. */
    private static final double UNEVEN_PHOTO_SHARE = 0.3;

    private final PicturePainter painter = new PicturePainter();

    /** What the sample of this seed shows and says, without drawing it. */
    public StudioBrief brief(long seed, Split split) {
        return BriefWriter.write(split, random(seed, 1));
    }

    /**
     * Draws a sample.
     *
     * @param widthPx a multiple of 8
     * @param heightPx a multiple of 8
     */
    public StudioSample sample(long seed, Split split, int widthPx, int heightPx) {
        StudioBrief brief = brief(seed, split);
        Slots slots = brief.slots();
        Random random = random(seed, 2);
        PicturePainter.Painted painted = painter.picture(slots, random.nextLong(), widthPx, heightPx);
        BufferedImage photo;
        if (random.nextDouble() < UNEVEN_PHOTO_SHARE) {
            double size = 0.85 + 0.2 * random.nextDouble();
            double dx = 0.08 * (random.nextDouble() - 0.5), dy = 0.06 * (random.nextDouble() - 0.5);
            photo = painter.photo(slots.product(), slots.color(), StudioSample.PHOTO_PX, size, dx, dy);
        } else {
            photo = photo(slots.product(), slots.color(), StudioSample.PHOTO_PX);
        }
        return new StudioSample(
                photo,
                brief.instruction(),
                painted.picture(),
                brief.copy(),
                slots,
                brief.open(),
                brief.nameSwapped(),
                cells(painted.productCells(), widthPx / StudioSample.CELL_PX * (heightPx / StudioSample.CELL_PX)));
    }

    /** The product on white, {@code px} on each side. */
    public BufferedImage photo(Product product, ProductColor color, int px) {
        return painter.photo(product, color, px, 1, 0, 0);
    }

    /** A picture of what the slots say; the seed varies the rest. Width and height are multiples of 8. */
    public BufferedImage picture(Slots slots, long seed, int w, int h) {
        return painter.picture(slots, random(seed, 3).nextLong(), w, h).picture();
    }

    /**
     * A copy that states what the slots hold, in one of a few wordings. Slots that differ get the same wording from the same
     * seed.
     */
    public String copy(Slots slots, long seed) {
        return CopyWriter.write(slots, random(seed, 4));
    }

    private static boolean[] cells(BitSet covered, int size) {
        boolean[] cells = new boolean[size];
        covered.stream().forEach(i -> cells[i] = true);
        return cells;
    }

    /** Random draws of neighbouring seeds have nothing in common (SplitMix64's finaliser). */
    private static Random random(long seed, int stream) {
        long z = seed * 4 + stream + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return new Random(z ^ (z >>> 31));
    }
}
