package io.diptych.diffusion;

/** A model that returns the logits of whole rows: for the {@code reference} profile and for tests. */
public interface LogitsDenoiser extends AutoCloseable {

    /**
     * Runs the model once.
     *
     * @param ids rows × length ids, row-major
     * @param starts per row, the first position that is not left padding (0 where there is none); nothing attends to
     *     what comes before
     * @return logits of every position of every row; those of padding positions mean nothing. They stay valid until the
     *     next call or {@link #close()}
     */
    Logits logits(int[] ids, int rows, int length, int[] starts);

    @Override
    void close();
}
