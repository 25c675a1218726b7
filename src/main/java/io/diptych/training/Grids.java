package io.diptych.training;

import io.diptych.diffusion.Grid;
import java.util.List;

/** The picture sizes of {@code studio-mini}, in codes, and how often each is trained. */
final class Grids {

    static final List<Grid> ALL =
            List.of(new Grid(16, 16), new Grid(14, 18), new Grid(18, 14), new Grid(12, 21), new Grid(21, 12));

    /** Out of this many samples one is drawn in each of the oblong sizes, the rest square. */
    private static final int CYCLE = 10;

    private Grids() {}

    /** The size of the sample of a number. */
    static Grid of(long number) {
        int place = (int) Math.floorMod(number, (long) CYCLE);
        return place < ALL.size() - 1 ? ALL.get(place + 1) : ALL.get(0);
    }
}
