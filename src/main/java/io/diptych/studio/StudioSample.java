package io.diptych.studio;

import java.awt.image.BufferedImage;
import java.util.Set;

/**
 * One drawn sample.
 *
 * @param photo product on white, 64×64 px, RGB
 * @param picture the scene, RGB
 * @param open what the instruction leaves open; the copy states it
 * @param nameSwapped whether instruction and copy call the product by a name that is not its own
 * @param productCells one per 8×8 px of the picture, row by row: whether a product covers part of it
 */
public record StudioSample(
        BufferedImage photo,
        String instruction,
        BufferedImage picture,
        String copy,
        Slots slots,
        Set<Slot> open,
        boolean nameSwapped,
        boolean[] productCells) {

    /** Side of the product photo. */
    public static final int PHOTO_PX = 64;
    /** Side of a cell of {@code productCells}: the pixels of one picture code. */
    public static final int CELL_PX = 8;
}
