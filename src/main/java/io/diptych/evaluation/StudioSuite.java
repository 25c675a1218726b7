package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prompts of the studio that no training has seen: three of four show a trained product in a held-out combination with
 * scene and count, the fourth a held-out product. A third of them leave slots open.
 *
 * <p>Sample seeds begin at {@value #FIRST_SEED}, far above those of any training.
 */
final class StudioSuite implements Suite {

    static final String COMBINATIONS = "held-out combinations";
    static final String PRODUCTS = "held-out products";

    /** 3 · 2⁴⁰. */
    static final long FIRST_SEED = 3_298_534_883_328L;

    private static final int SEEDS_A_SUITE = 1 << 24;
    private static final int SUITES = 1 << 16;
    /** Out of this many prompts of a part one has each oblong size of picture, the others the first. */
    private static final int SIZES_CYCLE = 10;

    private static final int DIGESTED = 8;

    private final Studio studio = new Studio();
    private final long seed;
    private final int size;
    private final List<Grid> grids;

    /** @param grids picture sizes, as a bundle lists them */
    StudioSuite(long seed, int size, List<Grid> grids) {
        if (seed < 0 || seed >= SUITES) {
            throw new IllegalArgumentException("the seed of a suite is 0 to " + (SUITES - 1) + ", got " + seed);
        }
        if (size < 1 || size > SEEDS_A_SUITE) {
            throw new IllegalArgumentException("a suite has 1 to " + SEEDS_A_SUITE + " prompts, got " + size);
        }
        this.seed = seed;
        this.size = size;
        this.grids = List.copyOf(grids);
    }

    @Override
    public String name() {
        return HELD_OUT;
    }

    @Override
    public String identity() {
        return HELD_OUT + " 1, seed " + seed + ", grids " + grids + ", studio " + drawn();
    }

    /** Digest of a few prompts: other art, other words or another Java that draws otherwise are another suite. */
    private String drawn() {
        return Digest.sha256(IntStream.range(0, DIGESTED)
                .mapToObj(this::prompt)
                .map(prompt -> {
                    Truth truth = Objects.requireNonNull(prompt.truth());
                    return String.join(
                            "\n",
                            prompt.instruction(),
                            truth.copy(),
                            Digest.sha256(prompt.photo()),
                            Digest.sha256(truth.picture()));
                })
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Split split(int index) {
        return index % 4 == 3 ? Split.HELD_OUT_PRODUCTS : Split.HELD_OUT_COMBINATIONS;
    }

    @Override
    public String part(int index) {
        return split(index) == Split.HELD_OUT_PRODUCTS ? PRODUCTS : COMBINATIONS;
    }

    @Override
    public String source(int index) {
        return "";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public Prompt prompt(int index) {
        int turn = index / 4 % SIZES_CYCLE;
        Grid grid = turn < grids.size() - 1 ? grids.get(turn + 1) : grids.get(0);
        StudioSample sample = studio.sample(
                FIRST_SEED + seed * SEEDS_A_SUITE + index,
                split(index),
                grid.columns() * StudioSample.CELL_PX,
                grid.rows() * StudioSample.CELL_PX);
        String id = HELD_OUT + "-" + seed + "-" + index;
        return new Prompt(
                index,
                id,
                part(index),
                id,
                "",
                sample.instruction(),
                sample.photo(),
                grid,
                seed * 1_000_003L + index,
                new Truth(sample.slots(), sample.open(), sample.picture(), sample.copy()));
    }
}
