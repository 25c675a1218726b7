package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.diptych.export.AlignerFiles;
import io.diptych.export.AlignerGraph;
import io.diptych.export.GoldenBundles;
import io.diptych.model.Aligner;
import io.diptych.model.AlignerCalibration;
import io.diptych.model.AlignerShape;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import io.diptych.training.AlignerBatches.AlignerBatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the aligner: it learns which copy belongs to which picture, survives a cut, and is exported as it is. */
class AlignerTrainingTest {

    private static final int COUNT = 6;
    private static final int SIDE = 32;
    private static final DenoiserConfig TEXT = AlignerNetwork.text(300);

    @TempDir
    Path directory;

    private final NDManager manager = PyTorch.manager();
    private final Shards shards = new Shards(1);

    @AfterEach
    void close() {
        shards.close();
        manager.close();
    }

    @Test
    void itFindsTheCopyOfEachPictureAmongThoseOfOthersAndThoseWrongInOneWord() {
        try (var training = training()) {
            var first = training.train(batch());
            var last = first;
            for (int step = 1; step < 40; step++) {
                last = training.train(batch());
            }
            assertThat(last.get("contrast")).isLessThan(first.get("contrast") / 3);
            assertThat(last.get("slots")).isLessThan(first.get("slots") / 3);
            assertThat(last.get("found")).isEqualTo(1);
            assertThat(last.get("product")).isLessThan(first.get("product") / 3);
        }
    }

    @Test
    void aRunThatWasCutOffContinuesWithTheSameLosses() {
        var snapshot = directory.resolve("snapshot.safetensors");
        try (var whole = training();
                var cut = training()) {
            for (int step = 0; step < 3; step++) {
                whole.train(batch());
            }
            whole.save(snapshot);
            cut.resume(snapshot);

            assertThat(cut.step()).isEqualTo(3);
            assertThat(cut.train(batch())).isEqualTo(whole.train(batch()));
        }
    }

    @Test
    void theExportedPairGivesTheScoresOfTheTrainedOne() {
        var batch = batch();
        try (var training = training()) {
            for (int step = 0; step < 10; step++) {
                training.train(batch);
            }
            training.saveModel(directory.resolve("aligner.safetensors"));
            var expected = training.scores(batch);

            var bundle = export().into(GoldenBundles.of("llada-tiny"), directory.resolve("bundle"));
            try (var aligner =
                    bundle.aligner(new SessionSettings(1), new ModelClock()).orElseThrow()) {
                for (int row = 0; row < COUNT; row++) {
                    int plane = 3 * SIDE * SIDE;
                    var pixels = Arrays.copyOfRange(batch.pixels(), row * plane, (row + 1) * plane);
                    int copy = row * AlignerBatches.COPIES;
                    var ids = Arrays.copyOfRange(
                            batch.ids(), copy * batch.length() + batch.starts()[copy], (copy + 1) * batch.length());
                    var score = Aligner.score(aligner.text(ids), aligner.picture(new Pixels(SIDE, SIDE, pixels)));
                    assertThat(score).isCloseTo(expected[row], within(1e-3));
                }
            }
        }
    }

    private AlignerFiles export() {
        return AlignerGraph.write(
                directory.resolve("aligner.safetensors"),
                AlignerNetwork.exported(TEXT, 40),
                AlignerNetwork.TRUNK,
                AlignerNetwork.HIDDEN,
                AlignerNetwork.SIZE,
                new AlignerShape(40, null, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), new AlignerCalibration(0.5, 0.1)),
                directory.resolve("aligner"));
    }

    private AlignerTraining training() {
        return new AlignerTraining(TEXT, 200, 5, shards, manager);
    }

    /** Pictures in a colour each; copies of 9 to 14 words, left-padded, the wrong ones other in one word. */
    private static AlignerBatch batch() {
        var random = new SplittableRandom(3);
        int area = SIDE * SIDE;
        var pixels = new float[COUNT * 3 * area];
        int length = 14;
        var ids = new int[COUNT * AlignerBatches.COPIES * length];
        var starts = new int[COUNT * AlignerBatches.COPIES];
        for (int row = 0; row < COUNT; row++) {
            for (int channel = 0; channel < 3; channel++) {
                int from = (row * 3 + channel) * area;
                float level = random.nextInt(10) / 10f;
                for (int i = 0; i < area; i++) {
                    pixels[from + i] = level + 0.1f * (float) random.nextDouble();
                }
            }
            var words = random.ints(length, 20, 300).toArray();
            int start = random.nextInt(6);
            for (int copy = 0; copy < AlignerBatches.COPIES; copy++) {
                int at = row * AlignerBatches.COPIES + copy;
                starts[at] = start;
                System.arraycopy(words, start, ids, at * length + start, length - start);
                if (copy > 0) {
                    ids[at * length + 6 + copy] = 20 + random.nextInt(280);
                }
            }
        }
        return new AlignerBatch(
                COUNT,
                SIDE,
                SIDE,
                pixels,
                length,
                ids,
                starts,
                new int[] {20, 21, 22, 23, 24, 25},
                new int[] {0, 1, 2, 3, 4, 5},
                answers(),
                new float[COUNT * AlignerBatches.COPIES]);
    }

    /** Another product and scene for each picture; nothing that is certain about the other slots, no backdrops. */
    private static int[][] answers() {
        var answers = new int[JudgeSample.choices().size()][COUNT];
        Arrays.setAll(answers[0], i -> i);
        Arrays.setAll(answers[2], i -> i);
        Arrays.fill(answers[answers.length - 1], JudgeSample.NONE);
        return answers;
    }
}
