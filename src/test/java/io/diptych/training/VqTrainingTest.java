package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.diptych.training.VqBatches.VqBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the picture model: it learns, it can be cut off anywhere, and it does not grow. */
class VqTrainingTest {

    private static final VqConfig TINY = new VqConfig(List.of(8, 16), 1, 1, 4, 16);

    @TempDir
    Path directory;

    private final NDManager manager = PyTorch.manager();
    private final Shards shards = new Shards(2);

    @AfterEach
    void close() {
        shards.close();
        manager.close();
    }

    @Test
    void theLossFallsOnPicturesSeenAgainAndAgain() {
        try (var training = training(60)) {
            var first = training.train(pictures(0));
            for (int i = 1; i < 59; i++) {
                if (training.needsCodebook()) {
                    training.startCodebook(List.of(pictures(0)));
                }
                training.train(pictures(0));
            }
            assertThat(training.train(pictures(0)).reconstruction()).isLessThan(first.reconstruction() / 3);
        }
    }

    /** Or the codebook would start far out, and all latents fall together on their way back. */
    @Test
    void latentsStaySmallWhileThereIsNoCodebook() {
        try (var training = new VqTraining(TINY, new VqSchedule(80, 0.05, 5e-3, 80, 0.05), 1, shards, manager)) {
            for (int i = 0; i < 80; i++) {
                training.train(pictures(i));
            }
            double square = 0;
            float[] latents = training.latents(pictures(0));
            for (float latent : latents) {
                square += latent * latent;
            }
            assertThat(square / latents.length).isLessThan(1.5);
        }
    }

    @Test
    void aRunThatWasCutOffContinuesWithTheSameLosses() {
        var whole = losses(run(directory.resolve("whole"), 12));

        run(directory.resolve("cut"), 7);
        var second = losses(run(directory.resolve("cut"), 12));

        assertThat(second).isEqualTo(whole).hasSize(12);
    }

    @Test
    void stepsLoggedAfterTheLastSnapshotAreForgotten() throws IOException {
        var log = new TrainingLog(directory.resolve("vq-losses.jsonl"));
        run(directory, 4);
        log.append(Map.of("step", 5, "l1", 99));
        Files.writeString(directory.resolve("vq-losses.jsonl"), "{\"step\": 6, \"l1", StandardOpenOption.APPEND);

        run(directory, 6);

        assertThat(log.lines()).hasSize(6).noneSatisfy(line -> assertThat(line).containsEntry("l1", 99));
    }

    @Test
    void aHalfWrittenSnapshotIsNeverRead() throws IOException {
        run(directory, 3);
        var snapshot = directory.resolve("vq-snapshot.safetensors");
        Files.write(snapshot.resolveSibling("vq-snapshot.safetensors.partial"), new byte[] {1, 2, 3});
        try (var training = training(12)) {
            training.resume(snapshot);
            assertThat(training.step()).isEqualTo(3);
        }
    }

    @Test
    void noArrayOutlivesItsStep() {
        try (var training = training(40)) {
            training.train(pictures(0));
            int before = arrays(manager);
            for (int i = 0; i < 10; i++) {
                training.train(pictures(0));
            }
            training.reconstruct(pictures(0));
            assertThat(arrays(manager)).isEqualTo(before);
        }
    }

    private VqTraining training(long steps) {
        return new VqTraining(TINY, new VqSchedule(steps, 0.02, 5e-3, 5, 0.05), 1, shards, manager);
    }

    private TrainingLog run(Path into, long until) {
        try (var training = training(12)) {
            Files.createDirectories(into);
            var settings = new Stage.Settings("vq", until, 4, 1, Duration.ofDays(1), Duration.ofDays(1));
            new Stage(settings, into, System::nanoTime).run(new Steps(training), progress -> {});
            return new TrainingLog(into.resolve("vq-losses.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> losses(TrainingLog log) {
        var losses = new ArrayList<Object>();
        log.lines().forEach(line -> losses.add(line.get("l1")));
        return losses;
    }

    private static int arrays(NDManager manager) {
        int count = manager.getManagedArrays().size();
        return count;
    }

    /** Four pictures with a coloured disc each; other ones at each step. */
    private static VqBatch pictures(long step) {
        var random = new SplittableRandom(step);
        int size = 16;
        var pixels = new float[4 * 3 * size * size];
        var weights = new float[4 * size * size];
        Arrays.fill(weights, 1);
        for (int i = 0; i < 4; i++) {
            double x = random.nextDouble(4, 12);
            double y = random.nextDouble(4, 12);
            for (int channel = 0; channel < 3; channel++) {
                float inside = (float) random.nextDouble();
                for (int at = 0; at < size * size; at++) {
                    boolean in = Math.hypot(at % size - x, at / size - y) < 4;
                    pixels[(i * 3 + channel) * size * size + at] = in ? inside : 0.9f;
                }
            }
        }
        return new VqBatch(4, size, size, pixels, weights);
    }

    private record Steps(VqTraining training) implements Stage.Steps {

        @Override
        public long step() {
            return training.step();
        }

        @Override
        public Map<String, Double> next() {
            if (training.needsCodebook()) {
                training.startCodebook(List.of(pictures(training.step())));
            }
            return Map.of("l1", training.train(pictures(training.step())).reconstruction());
        }

        @Override
        public void save(Path snapshot) {
            training.save(snapshot);
        }

        @Override
        public void resume(Path snapshot) {
            training.resume(snapshot);
        }

        @Override
        public void show(Path into) {}
    }
}
