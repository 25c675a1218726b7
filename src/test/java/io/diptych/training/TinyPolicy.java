package io.diptych.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.Vocabulary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A denoiser that is trained in seconds: 18 words, 16 codes, pictures of 4 × 4 codes, 8 text tokens, random weights. */
final class TinyPolicy {

    static final int WORD = 14;
    static final DenoiserConfig CONFIG = new DenoiserConfig(16, 1, 2, 2, 32, 1000, 1e-5f, 48, 32, 16);
    static final Vocabulary VOCABULARY =
            Vocabulary.of(new SpecialTokens(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), 32, 16);
    static final SequenceLayout LAYOUT = new SequenceLayout(VOCABULARY, new int[0], 8);
    static final SamplerSettings SETTINGS =
            SamplerSettings.DEFAULTS.withSteps(8, 6).withTemperatures(1, 1, 1);

    private TinyPolicy() {}

    static Weights weights(NDManager manager) {
        var random = new SplittableRandom(5);
        var weights = new Weights(manager);
        CONFIG.shapes().forEach((name, shape) -> {
            var values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = name.contains("norm") || name.contains("ln_f") ? 1 : (float) (0.25 * random.nextGaussian());
            }
            weights.put(name, new Shape(shape.getShape()), values);
        });
        return weights;
    }

    static List<ShotRequest> group(long number, int size) {
        return group(number, size, 1);
    }

    /** @param number also says how long the instruction is */
    static List<ShotRequest> group(long number, int size, double textTemperature) {
        return IntStream.range(0, size)
                .mapToObj(i -> new ShotRequest(
                        IntStream.rangeClosed(0, (int) (number % 3))
                                .map(word -> WORD + word)
                                .toArray(),
                        null,
                        ImageCodes.masked(new Grid(4, 4)),
                        number * 100 + i,
                        SETTINGS.withTemperatures(textTemperature, 1, 1)))
                .toList();
    }
}
