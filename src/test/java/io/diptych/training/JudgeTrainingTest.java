package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.diptych.export.ElementType;
import io.diptych.export.JudgeGraph;
import io.diptych.model.Bundles;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.OnnxGraph;
import io.diptych.model.SessionSettings;
import io.diptych.training.JudgeBatches.JudgeBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge learns what it is shown, goes on where it was cut off, and reads the same from its graph. */
class JudgeTrainingTest {

    @TempDir
    Path directory;

    @Test
    void aJudgeLearnsItsBatchResumesItsTrainingAndReadsTheSameFromItsGraph() throws IOException {
        try (var codec = codec();
                var manager = PyTorch.manager();
                var shards = new Shards(1);
                var training = new JudgeTraining(40, 5, shards, manager);
                var resumed = new JudgeTraining(40, 6, shards, manager);
                var batches = new JudgeBatches(new JudgeSamples(codec, 5), 6, 5, 20, 1)) {
            var batch = batches.at(0);
            double first = total(training, batch);
            for (int i = 0; i < 20; i++) {
                training.train(batch);
            }
            training.save(directory.resolve("snapshot.safetensors"));
            resumed.resume(directory.resolve("snapshot.safetensors"));

            assertThat(resumed.step()).isEqualTo(21);
            double last = total(training, batch);
            assertThat(last).isLessThan(0.7 * first);
            assertThat(total(resumed, batch)).isCloseTo(last, org.assertj.core.data.Offset.offset(0.01));

            training.saveModel(directory.resolve("judge.safetensors"));
            var file = directory.resolve("attributes.onnx");
            JudgeGraph.write(
                    directory.resolve("judge.safetensors"),
                    JudgeTraining.TRUNK,
                    JudgeTraining.HIDDEN,
                    JudgeSample.choices(),
                    ElementType.F32,
                    file);
            try (var graph = OnnxGraph.load(Files.readAllBytes(file), "attributes.onnx", new SessionSettings(1))) {
                var read = graph.run(
                        inputs -> inputs.floats(
                                "pixels", batch.pixels(), batch.count(), 3, batch.height(), batch.width()),
                        outputs -> {
                            var answers = new int[JudgeSample.choices().size()][];
                            Arrays.setAll(answers, outputs::ints);
                            return answers;
                        });
                assertThat(read).isDeepEqualTo(training.answers(batch));
            }
        }
    }

    @Test
    void aPictureOfAnOddNumberOfCellsHasFeatures() {
        try (var manager = PyTorch.manager();
                var weights = new Weights(manager)) {
            PictureNetwork.initialise(JudgeTraining.TRUNK, weights, new java.util.SplittableRandom(1));
            var features = new PictureNetwork(JudgeTraining.TRUNK, weights.bind(manager))
                    .features(manager.zeros(new Shape(2, 3, 96, 168)));

            assertThat(features.getShape()).isEqualTo(new Shape(2, JudgeTraining.TRUNK.features()));
        }
    }

    @Test
    void samplesShowHeldOutProductsTooAndFollowFromTheirNumber() {
        try (var codec = codec()) {
            var samples = new JudgeSamples(codec, 5);
            var seen = new HashSet<Boolean>();
            for (int number = 0; number < 40; number++) {
                seen.add(samples.render(number).slots().product().heldOut());
            }

            assertThat(seen).containsExactlyInAnyOrder(true, false);
            assertThat(samples.draw(3).picture().values())
                    .isEqualTo(new JudgeSamples(codec, 5).draw(3).picture().values());
            assertThat(new JudgeSamples(codec, 6).render(3).picture().values())
                    .isNotEqualTo(samples.render(3).picture().values());
        }
    }

    private static double total(JudgeTraining training, JudgeBatch batch) {
        return training.train(batch).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private ImageCodec codec() {
        return new Bundles()
                .embedded(Bundles.STUDIO_MINI, directory)
                .imageCodec(new SessionSettings(1), new ModelClock());
    }
}
