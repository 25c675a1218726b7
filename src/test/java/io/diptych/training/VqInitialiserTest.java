package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.diptych.training.VqBatches.VqBatch;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A code says what its cell shows, whatever is around it: before and after training. */
class VqInitialiserTest {

    private static final VqConfig CONFIG = TrainingPlan.VQ;
    private static final int SIDE = 96;
    private static final int PATCH = 48;

    private final NDManager manager = PyTorch.manager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void latentsOfAPatchHardlyDependOnWhatIsAroundIt() {
        try (var weights = VqNetwork.initialise(CONFIG, manager, 1)) {
            assertThat(influenceOfSurroundings(weights)).isLessThan(0.1);
        }
    }

    @Test
    void theyStillDoNotAfterTraining() {
        try (var shards = new Shards(1);
                var training = new VqTraining(CONFIG, new VqSchedule(100, 0.02, 2e-3, 100, 0.9), 3, shards, manager)) {
            for (int step = 0; step < 12; step++) {
                training.train(noise(step));
            }

            assertThat(influenceOfSurroundings(training.average())).isLessThan(0.2);
        }
    }

    /**
     * Root mean square difference of the latents in the middle of a patch, once among dark and once among light, in units
     * of the latents' own deviation.
     */
    private double influenceOfSurroundings(Weights weights) {
        try (var scope = manager.newSubManager()) {
            var network = new VqNetwork(CONFIG, weights.bind(scope));
            var dark = middle(network.encode(patchAmong(0.1f, scope)));
            var light = middle(network.encode(patchAmong(0.9f, scope)));
            var deviation = dark.sub(dark.mean(new int[] {1}, true)).square().mean();
            return Math.sqrt(dark.sub(light).square().mean().div(deviation).getFloat());
        }
    }

    private static NDArray middle(NDArray latents) {
        return latents.get(new NDIndex("0, :, 5:7, 5:7")).reshape(CONFIG.latents(), 4);
    }

    private static NDArray patchAmong(float brightness, NDManager scope) {
        var random = new SplittableRandom(6);
        var cells = new float[3][SIDE / 8][SIDE / 8];
        for (var channel : cells) {
            for (var row : channel) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = 0.8f * (float) random.nextDouble();
                }
            }
        }
        var pixels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE % SIDE;
            int border = (SIDE - PATCH) / 2;
            boolean inside = Math.min(x, y) >= border && Math.max(x, y) < SIDE - border;
            float drawn = cells[i / (SIDE * SIDE)][y / 8][x / 8] + 0.2f * (float) random.nextDouble();
            pixels[i] = inside ? drawn : brightness;
        }
        return scope.create(pixels, new Shape(1, 3, SIDE, SIDE));
    }

    private static VqBatch noise(long step) {
        var random = new SplittableRandom(step);
        var pixels = new float[4 * 3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        var weights = new float[4 * SIDE * SIDE];
        Arrays.fill(weights, 1);
        return new VqBatch(4, SIDE, SIDE, pixels, weights);
    }
}
