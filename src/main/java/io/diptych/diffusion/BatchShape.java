package io.diptych.diffusion;

/**
 * Sizes of the batches that a model sees. A {@link #fixed} shape makes every batch of a kind equally large, whatever
 * shots are in it, by repeating rows and queries whose results are thrown away: matrix products may round differently in
 * another size, and a shot's result must not depend on its companions. The kinds are batches with one, two and three
 * rows a shot (its guidance branches).
 *
 * @param slots shots per batch
 * @param length length of every row; 0 for the longest row of the batch
 * @param textQueries text queries per slot, or 0 for as many as there are
 * @param imageQueries picture queries per slot, or 0 for as many as there are
 */
public record BatchShape(int slots, int length, int textQueries, int imageQueries) {

    public BatchShape {
        if (slots < 1) {
            throw new IllegalArgumentException("a batch needs at least one slot, got " + slots);
        }
        if (length < 0 || textQueries < 0 || imageQueries < 0) {
            throw new IllegalArgumentException("sizes of a batch cannot be negative");
        }
    }

    /** Batches of at most this many shots, no larger than needed. */
    public static BatchShape fitting(int slots) {
        return new BatchShape(slots, 0, 0, 0);
    }

    /**
     * Batches that always have the same size.
     *
     * @param length length of the longest row that may come
     * @param texts text tokens per shot
     * @param codes codes of the largest picture that may come
     */
    public static BatchShape fixed(int slots, int length, int texts, int codes) {
        if (length < 1 || texts < 1 || codes < 1) {
            throw new IllegalArgumentException("a fixed shape needs a length, text and picture size of at least 1, got "
                    + length + ", " + texts + " and " + codes);
        }
        return new BatchShape(slots, length, texts, codes);
    }

    boolean isFixed() {
        return length > 0;
    }
}
