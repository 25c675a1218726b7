package io.diptych.model;

import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.Predictions;
import java.nio.file.Path;
import java.util.Arrays;

/** The graph that samples inside. */
public final class OnnxDenoiser implements Denoiser {

    private final OnnxGraph graph;

    OnnxDenoiser(Path file, SessionSettings settings, ModelClock clock) {
        graph = OnnxGraph.load(file, settings, clock);
    }

    @Override
    public Predictions predict(Forward forward) {
        return graph.run(inputs -> fill(inputs, forward), outputs -> {
            int texts = forward.text().size();
            int images = forward.image().size();
            return new Predictions(
                    Arrays.copyOf(outputs.ints(0), texts),
                    Arrays.copyOf(outputs.floats(1), texts),
                    Arrays.copyOf(outputs.ints(2), images),
                    Arrays.copyOf(outputs.floats(3), images));
        });
    }

    private static void fill(OnnxGraph.Inputs inputs, Forward forward) {
        var text = forward.text();
        int texts = padded(text.size());
        var image = forward.image();
        int images = padded(image.size());
        inputs.ints("ids", forward.ids(), forward.rows(), forward.length())
                .ints("starts", forward.starts(), forward.rows())
                .ints("text_positions", Arrays.copyOf(text.positions(), texts), texts)
                .floats("text_temperatures", Arrays.copyOf(text.temperatures(), texts), texts)
                .floats("text_uniforms", Arrays.copyOf(text.uniforms(), texts), texts)
                .ints("image_positions", Arrays.copyOf(image.positions(), images), images)
                .ints("image_without_text", Arrays.copyOf(image.withoutText(), images), images)
                .ints("image_without_image", Arrays.copyOf(image.withoutImage(), images), images)
                .floats("text_guidance", Arrays.copyOf(image.textGuidance(), images), images)
                .floats("image_guidance", Arrays.copyOf(image.imageGuidance(), images), images)
                .floats("image_temperatures", Arrays.copyOf(image.temperatures(), images), images)
                .floats("image_uniforms", Arrays.copyOf(image.uniforms(), images), images);
    }

    /** A list of length 0 makes ONNX Runtime's reductions fail: at least one entry, whose result is dropped. */
    private static int padded(int size) {
        return Math.max(1, size);
    }

    @Override
    public void close() {
        graph.close();
    }
}
