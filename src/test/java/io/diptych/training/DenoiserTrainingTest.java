package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.export.BundleCheckpoint;
import io.diptych.export.SafetensorsFile;
import io.diptych.model.Bundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the denoiser: it learns what text and picture have to do with each other, and survives a cut. */
class DenoiserTrainingTest {

    private static final DenoiserConfig TINY = new DenoiserConfig(32, 2, 2, 2, 64, 1000, 1e-5f, 1024 + 512, 1024, 512);

    private static final float[] WORDS = new float[TINY.textIds()];

    static {
        Arrays.fill(WORDS, 1);
    }

    @TempDir
    Path directory;

    private final NDManager manager = PyTorch.manager();
    private final Shards shards = new Shards(2);
    private final StudioTokens tokens = new StudioTokens();

    @AfterEach
    void close() {
        shards.close();
        manager.close();
    }

    @Test
    void bothLossesFallOnSamplesSeenAgainAndAgain() {
        try (var training = training(120)) {
            var first = training.train(batch(0));
            var last = first;
            for (int step = 1; step < 120; step++) {
                last = training.train(batch(step));
            }
            assertThat(last.text()).isLessThan(first.text() / 3);
            assertThat(last.image()).isLessThan(first.image() / 3);
        }
    }

    @Test
    void aRunThatWasCutOffContinuesWithTheSameLosses() {
        var snapshot = directory.resolve("snapshot.safetensors");
        var whole = new ArrayList<DenoiserTraining.DenoiserLosses>();
        try (var training = training(80)) {
            for (int step = 0; step < 6; step++) {
                whole.add(training.train(batch(step)));
                if (step == 2) {
                    training.save(snapshot);
                }
            }
        }
        try (var training = training(80)) {
            training.resume(snapshot);
            for (int step = 3; step < 6; step++) {
                assertThat(training.train(batch(step))).isEqualTo(whole.get(step));
            }
        }
    }

    @Test
    void trainingGoesOnFromTheWeightsOfABundle() {
        var bundle = new Bundles().embedded(Bundles.STUDIO_MINI, directory);
        var checkpoint = BundleCheckpoint.write(bundle, directory.resolve("checkpoint"));
        var stored = SafetensorsFile.open(checkpoint.resolve("model.safetensors"));
        try (var training =
                DenoiserTraining.of(checkpoint, new DenoiserSchedule(10, 0.01, 1e-3, 0.01, 1, 0.05), shards, manager)) {
            assertThat(training.config()).isEqualTo(TrainingPlan.DENOISER);
            for (var tensor : stored.tensors().values()) {
                assertThat(training.average().values(tensor.name())).containsExactly(tensor.floats());
            }
        }
    }

    @Test
    void muonMakesAMatrixOrthogonal() {
        var random = new SplittableRandom(1);
        var values = new float[24 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var orthogonal = Muon.orthogonal(manager.create(values, new Shape(24, 8)));
        var product = orthogonal.transpose().matMul(orthogonal).toFloatArray();

        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                if (i == j) {
                    assertThat(product[i * 8 + j]).isBetween(0.4f, 1.5f);
                } else {
                    assertThat(product[i * 8 + j]).isBetween(-0.3f, 0.3f);
                }
            }
        }
    }

    private DenoiserTraining training(long steps) {
        return new DenoiserTraining(
                TINY,
                new DenoiserSchedule(steps, 0.02, 5e-3, 0.01, 1, 0.05),
                RandomCodebook.of(512),
                1,
                shards,
                manager);
    }

    /** Two kinds of sample, each with its own picture and text, and one instruction word that tells which. */
    private List<DenoiserBatch> batch(long step) {
        var random = new SplittableRandom(step);
        var parts = new ArrayList<DenoiserBatch>();
        for (int part = 0; part < 2; part++) {
            var builder = new BatchBuilder(tokens.layout(), WORDS, 1);
            for (int row = 0; row < 4; row++) {
                var sample = sample(row % 2);
                builder.add(sample, Masking.draw(sample, random));
            }
            parts.add(builder.build());
        }
        return parts;
    }

    private static TokenSample sample(int kind) {
        return new TokenSample(
                new int[] {20 + kind},
                new ImageCodes(new Grid(2, 2), new int[] {kind, kind, kind, kind}),
                new ImageCodes(
                        new Grid(4, 4),
                        IntStream.range(0, 16).map(i -> kind * 100 + i).toArray()),
                new boolean[16],
                IntStream.range(0, StudioTokens.COPY_LENGTH)
                        .map(i -> 30 + kind * 50 + i % 7)
                        .toArray());
    }
}
