package io.diptych.diffusion;

/**
 * One forward pass of the model that samples at the asked positions inside the pass, so that logits never leave the
 * device. Implemented by the ONNX graph, by the PyTorch model during training, and by {@link LogitsSampling}, which
 * states in plain Java what the others must compute.
 *
 * <p>The rules:
 *
 * <ul>
 *   <li>Attention: positions before a row's start are padding; nothing attends to them. Rotary positions count from 0
 *       at the row's array start (only distances matter, so padding changes nothing).
 *   <li>Text: only ids that {@link Vocabulary#allowsText} allows compete. Temperature 0 takes the largest logit (the
 *       lowest id of equals), otherwise the id is drawn from softmax(logits / temperature). The confidence is the chosen
 *       id's probability in the plain softmax (temperature 1) over the allowed ids.
 *   <li>Picture: only the picture codes compete, with the guided logits {@code cond + textGuidance·(cond −
 *       withoutText) + imageGuidance·(cond − withoutImage)}. A scale of 0 takes its term away. Temperature as for text.
 *       The confidence is the chosen code's probability in the plain softmax (temperature 1) of the guided logits.
 *   <li>Drawing: with float32 weights {@code exp((logit − max) / temperature)} in the order of ids and running sums in
 *       double precision, the first index whose running sum is greater than {@code uniform · total}.
 * </ul>
 *
 * A result depends on its own row (and the rows of its guidance counterparts) only, never on the other rows.
 */
public interface Denoiser extends AutoCloseable {

    /**
     * Runs the model once.
     *
     * @return one result per query, in the queries' order
     */
    Predictions predict(Forward forward);

    @Override
    void close();
}
