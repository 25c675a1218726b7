package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.diffusion.Vocabulary;
import java.util.Map;

/** The denoiser as a policy: how probable are the tokens that a rollout took, as the sampler draws them. */
final class Policy {

    private static final float IMPOSSIBLE = -1e9f;

    private final DenoiserConfig config;
    private final float[] textMask;
    private final double textTemperature;

    /** @param textTemperature that rollouts draw text at; picture codes are drawn at 1 */
    Policy(DenoiserConfig config, Vocabulary vocabulary, double textTemperature) {
        this.config = config;
        this.textTemperature = textTemperature;
        this.textMask = new float[config.textIds()];
        for (int id = 0; id < textMask.length; id++) {
            textMask[id] = vocabulary.allowsText(id) ? 0 : IMPOSSIBLE;
        }
    }

    /** Log-probabilities of a batch's tokens at the temperatures of rollouts, {@code [tokens]}, text first. */
    NDArray logProbabilities(Map<String, NDArray> weights, PolicyBatch batch, NDManager scope) {
        var network = new DenoiserNetwork(config, weights);
        var states = network.states(batch.ids(), batch.rows(), batch.length(), batch.starts(), scope);
        if (batch.textIds().length == 0) {
            return codes(network, states, batch, scope);
        }
        var logits = network.logits(states, batch.textPositions(), 0, config.textIds(), scope)
                .mul((float) (1 / textTemperature))
                .add(scope.create(textMask, new Shape(1, textMask.length)));
        var text = taken(logits, batch.textIds(), scope);
        return batch.codes().length == 0 ? text : text.concat(codes(network, states, batch, scope), 0);
    }

    private NDArray codes(DenoiserNetwork network, NDArray states, PolicyBatch batch, NDManager scope) {
        var logits = network.logits(
                states, batch.codePositions(), config.textIds(), config.textIds() + config.codes(), scope);
        return taken(logits, batch.codes(), scope);
    }

    private static NDArray taken(NDArray logits, long[] ids, NDManager scope) {
        return logits.logSoftmax(1)
                .gather(scope.create(ids, new Shape(ids.length, 1)), 1)
                .reshape(-1);
    }
}
