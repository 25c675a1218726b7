package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.Logits;
import io.diptych.diffusion.LogitsDenoiser;
import java.nio.FloatBuffer;
import java.util.stream.LongStream;

/** A denoiser on PyTorch, for looking at samples while it is being trained. */
final class PyTorchDenoiser implements LogitsDenoiser {

    private final DenoiserConfig config;
    private final Weights weights;
    private final NDManager manager;

    /** @param weights belong to the caller and may change between calls */
    PyTorchDenoiser(DenoiserConfig config, Weights weights, NDManager parent) {
        this.config = config;
        this.weights = weights;
        this.manager = parent.newSubManager();
    }

    @Override
    public Logits logits(int[] ids, int rows, int length, int[] starts) {
        try (var scope = manager.newSubManager()) {
            var network = new DenoiserNetwork(config, weights.bind(scope));
            var states = network.states(ids, rows, length, starts, scope);
            long[] all = LongStream.range(0, ids.length).toArray();
            var logits = network.logits(states, all, 0, config.embeddings(), scope);
            return new Logits(rows, length, config.embeddings(), FloatBuffer.wrap(logits.toFloatArray()));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
