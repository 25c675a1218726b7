package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.Bundles;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import io.diptych.studio.CopyReader;
import io.diptych.studio.Product;
import io.diptych.studio.Slot;
import io.diptych.studio.Split;
import io.diptych.training.AlignerBatches.AlignerBatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch says of each picture what its copy says of it, and which wrong copies can no longer be told from it. */
class AlignerBatchesTest {

    private static final int ROWS = 8;
    private static final long SEED = 3;
    private static final Set<Slot> ALWAYS = Set.of(Slot.COUNT, Slot.COLOR, Slot.SCENE, Slot.LIGHT);

    @TempDir
    Path data;

    private ImageCodec codec;
    private Tokenizer tokenizer;
    private AlignerSamples samples;

    @BeforeEach
    void open() {
        var bundle = new Bundles().resolve(Bundles.STUDIO_MINI, data);
        codec = bundle.imageCodec(new SessionSettings(1), new ModelClock());
        tokenizer = bundle.tokenizer();
        samples = new AlignerSamples(codec, bundle.manifest().vocabulary().codes(), SEED);
    }

    @AfterEach
    void close() {
        codec.close();
        tokenizer.close();
    }

    @Test
    void theAnswersAreWhatTheRightCopySaysAndCopiesThatHaveBecomeTheSameAreMarked() {
        try (var batches = new AlignerBatches(samples, AlignerBatches.Words.of(tokenizer), ROWS, SEED, 20, 2)) {
            int complete = 0;
            for (int step = 0; step < 4; step++) {
                var batch = batches.at(step);
                for (int row = 0; row < batch.count(); row++) {
                    var right = CopyReader.read(copy(batch, row, 0));
                    if (right.slots().containsAll(ALWAYS) && right.name() != null) {
                        complete++;
                        var product = Product.values()[batch.answers()[0][row]];
                        assertThat(right.name()).isEqualTo(product.noun());
                        assertThat(Product.trained().get(batch.products()[row])).isEqualTo(product);
                        assertThat(batch.answers()[1][row]).isEqualTo(right.count() - 1);
                        assertThat(batch.answers()[2][row])
                                .isEqualTo(right.scene().ordinal());
                        assertThat(batch.answers()[3][row])
                                .isEqualTo(right.light().ordinal());
                        assertThat(batch.answers()[4][row])
                                .isEqualTo(right.color().ordinal());
                        assertThat(batch.answers()[5][row])
                                .isEqualTo(
                                        right.backdrop() == null
                                                ? JudgeSample.NONE
                                                : right.backdrop().ordinal());
                    }
                    for (int copy = 1; copy < AlignerBatches.COPIES; copy++) {
                        boolean alike = copy(batch, row, copy).equals(copy(batch, row, 0));
                        assertThat(batch.same()[row * AlignerBatches.COPIES + copy])
                                .isEqualTo(alike ? 1 : 0);
                    }
                }
            }
            assertThat(complete).isGreaterThan(5);
        }
    }

    @Test
    void theBatchOfAStepIsAlwaysTheSame() {
        try (var batches = new AlignerBatches(samples, AlignerBatches.Words.of(tokenizer), ROWS, SEED, 20, 2);
                var again = new AlignerBatches(samples, AlignerBatches.Words.of(tokenizer), ROWS, SEED, 20, 2)) {
            batches.at(2);
            var batch = batches.at(5);
            var same = again.at(5);
            assertThat(same.ids()).isEqualTo(batch.ids());
            assertThat(same.pixels()).isEqualTo(batch.pixels());
        }
    }

    @Test
    void nothingHeldOutIsTrainedOn() {
        for (long number = 0; number < 200; number++) {
            var slots = samples.slots(number, Split.TRAIN);
            assertThat(Split.of(slots.product(), slots.scene(), slots.count())).isEqualTo(Split.TRAIN);
        }
    }

    private String copy(AlignerBatch batch, int row, int copy) {
        int at = row * AlignerBatches.COPIES + copy;
        return tokenizer.decode(
                Arrays.copyOfRange(batch.ids(), at * batch.length() + batch.starts()[at], (at + 1) * batch.length()));
    }
}
