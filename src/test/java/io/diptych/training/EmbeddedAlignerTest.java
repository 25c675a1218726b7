package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.Aligner;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.studio.Split;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded bundle's aligner knows pictures that it was not trained on from copies that are wrong about them. */
class EmbeddedAlignerTest {

    @TempDir
    static Path data;

    @Test
    void itScoresTheRightCopyAboveMostThatAreWrongInOneSlot() {
        var bundle = bundle();
        try (var aligner =
                        bundle.aligner(new SessionSettings(1), new ModelClock()).orElseThrow();
                var codec = bundle.imageCodec(new SessionSettings(1), new ModelClock());
                var tokenizer = bundle.tokenizer()) {
            var samples =
                    new AlignerSamples(codec, bundle.manifest().vocabulary().codes(), 17);
            var words = AlignerBatches.Words.of(tokenizer);
            int right = 0;
            int all = 0;
            double sum = 0;
            int pictures = 40;
            for (int number = 0; number < pictures; number++) {
                var random = new SplittableRandom(number);
                var slots = samples.slots(number, Split.HELD_OUT_COMBINATIONS);
                var picture = aligner.picture(samples.revealed(samples.drawn(slots, number), 1, random));
                var studio = samples.studio();
                double score = Aligner.score(aligner.text(words.ids(studio.copy(slots, number))), picture);
                sum += score;
                for (var change : SlotChange.values()) {
                    if (change.appliesTo(slots)) {
                        var wrong = words.ids(studio.copy(change.of(slots, random), number));
                        right += score > Aligner.score(aligner.text(wrong), picture) ? 1 : 0;
                        all++;
                    }
                }
            }
            System.out.printf("the right copy is above %d of %d that are wrong in one slot%n", right, all);
            assertThat(right).isGreaterThan(all * 8 / 10);
            // Complete copies of undisturbed pictures are the better part of what the calibration is taken from.
            assertThat(sum / pictures).isGreaterThan(aligner.calibration().mean());
        }
    }

    private static Bundle bundle() {
        return new Bundles().resolve(Bundles.STUDIO_MINI, data);
    }
}
