package io.diptych.model;

import io.diptych.diffusion.Logits;
import io.diptych.diffusion.LogitsDenoiser;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** The graph that returns logits. */
public final class OnnxLogitsDenoiser implements LogitsDenoiser {

    private final OnnxGraph graph;

    OnnxLogitsDenoiser(Path file, SessionSettings settings, ModelClock clock) {
        graph = OnnxGraph.load(file, settings, clock);
    }

    @Override
    public Logits logits(int[] ids, int rows, int length, int[] starts) {
        return graph.run(inputs -> inputs.ints("ids", ids, rows, length).ints("starts", starts, rows), outputs -> {
            var values = outputs.floats(0);
            return new Logits(rows, length, values.length / (rows * length), FloatBuffer.wrap(values));
        });
    }

    @Override
    public void close() {
        graph.close();
    }
}
