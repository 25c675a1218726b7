package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.studio.CopyReader;
import io.diptych.studio.Slots;
import io.diptych.studio.Split;
import io.diptych.studio.Stated;
import io.diptych.studio.Studio;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wrong copies are wrong in the one slot that they should be wrong in, and word for word alike in all else. */
class SlotChangeTest {

    private final Studio studio = new Studio();

    @ParameterizedTest
    @EnumSource(SlotChange.class)
    void aCopyIsWrongInExactlyOneSlot(SlotChange change) {
        var random = new SplittableRandom(1);
        int tried = 0;
        for (long seed = 0; seed < 400; seed++) {
            var shown = studio.brief(seed, Split.TRAIN).slots();
            var slots = new Slots(
                    shown.product(), shown.color(), shown.count(), shown.scene(), shown.light(), shown.backdrop());
            if (change.appliesTo(slots)) {
                var right = CopyReader.read(studio.copy(slots, seed));
                var wrong = CopyReader.read(studio.copy(change.of(slots, random), seed));
                var different = different(right, wrong);
                if (change == SlotChange.SCENE) {
                    different.remove(SlotChange.BACKDROP); // only the studio sweep has one
                }
                assertThat(different).containsExactly(change);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(20);
    }

    @Test
    void wordsAreDroppedInTheSamePlacesOfCopiesThatBelongTogether() {
        var right = new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        var wrong = new int[] {1, 2, 3, 99, 5, 6, 7, 8, 9, 10};
        for (long places = 0; places < 50; places++) {
            var kept = AlignerBatches.kept(right, 0.5, places);
            var keptOfWrong = AlignerBatches.kept(wrong, 0.5, places);
            assertThat(keptOfWrong).hasSameSizeAs(kept);
            for (int i = 0; i < kept.length; i++) {
                assertThat(keptOfWrong[i]).isEqualTo(kept[i] == 4 ? 99 : kept[i]);
            }
        }
        assertThat(AlignerBatches.kept(right, 0, 7)).isEqualTo(right);
        assertThat(AlignerBatches.kept(right, 1, 7)).hasSize(1);
    }

    @Test
    void theAreaIsTheShareOfPairsInTheRightOrder() {
        assertThat(AlignerExam.area(new double[] {3, 1}, new double[] {2, 0, 1}))
                .isEqualTo((3 + 1.5) / 6);
        assertThat(AlignerExam.area(new double[] {5, 6}, new double[] {1, 2})).isEqualTo(1);
    }

    private static List<SlotChange> different(Stated right, Stated wrong) {
        var found = new ArrayList<SlotChange>();
        add(found, SlotChange.COUNT, right.count(), wrong.count());
        add(found, SlotChange.SCENE, right.scene(), wrong.scene());
        add(found, SlotChange.LIGHT, right.light(), wrong.light());
        add(found, SlotChange.COLOR, right.color(), wrong.color());
        add(found, SlotChange.BACKDROP, right.backdrop(), wrong.backdrop());
        add(found, SlotChange.PRODUCT, right.name(), wrong.name());
        return found;
    }

    private static void add(List<SlotChange> to, SlotChange change, Object right, Object wrong) {
        if (!Objects.equals(right, wrong)) {
            to.add(change);
        }
    }
}
