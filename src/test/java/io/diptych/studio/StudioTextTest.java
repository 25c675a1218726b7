package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudioTextTest {

    private static final int SAMPLES = 5_000;
    private static final Studio STUDIO = new Studio();

    private static Stream<StudioBrief> briefs(Split split) {
        return LongStream.range(0, SAMPLES).mapToObj(seed -> STUDIO.brief(seed, split));
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void textsFitIntoTheSequence(Split split) {
        assertThat(briefs(split)).allSatisfy(brief -> {
            assertThat(Wording.tokens(brief.instruction())).hasSizeLessThanOrEqualTo(StudioBrief.INSTRUCTION_TOKENS);
            assertThat(Wording.tokens(brief.copy())).hasSizeLessThanOrEqualTo(StudioBrief.COPY_TOKENS);
        });
    }

    @Test
    void noCombinationOfSlotsMakesTheCopyTooLong() {
        for (Scene scene : Scene.values()) {
            Backdrop backdrop = scene == Scene.SWEEP ? Backdrop.ORANGE : null;
            Slots slots = new Slots(Product.HANDBAG, ProductColor.RED, 2, scene, LightSide.LEFT, backdrop);
            assertThat(CopyWriter.all(slots))
                    .allSatisfy(
                            copy -> assertThat(Wording.tokens(copy)).hasSizeLessThanOrEqualTo(StudioBrief.COPY_TOKENS));
        }
    }

    @Test
    void theVocabularyIsSmallSortedAndHoldsEveryWordOfTheCopy() {
        assertThat(StudioVocabulary.words()).isSorted().doesNotHaveDuplicates().hasSizeLessThan(700);
        assertThat(briefs(Split.TRAIN).flatMap(brief -> Wording.tokens(brief.copy()).stream()))
                .allMatch(StudioVocabulary::contains);
    }

    @Test
    void everyWordOfTheVocabularyIsUsed() {
        // 5,000 samples name each of the hundred names only a few times: take more of them
        Set<String> used = new HashSet<>();
        LongStream.range(0, 40_000)
                .mapToObj(seed -> STUDIO.brief(seed, Split.TRAIN))
                .forEach(brief -> {
                    used.addAll(Wording.tokens(brief.instruction()));
                    used.addAll(Wording.tokens(brief.copy()));
                });
        assertThat(StudioVocabulary.words())
                .filteredOn(word -> !used.contains(word))
                .isEmpty();
    }

    @Test
    void onlyBrandNamesAreOutsideOfTheVocabularyAndInASixthOfInstructions() {
        double share = briefs(Split.HELD_OUT_COMBINATIONS)
                        .mapToLong(brief -> unknown(brief.instruction()))
                        .peek(unknown -> assertThat(unknown).isBetween(0L, 2L))
                        .filter(unknown -> unknown > 0)
                        .count()
                / (double) SAMPLES;
        assertThat(share).isBetween(0.12, 0.18);
    }

    private static long unknown(String text) {
        return Wording.tokens(text).stream()
                .filter(word -> !StudioVocabulary.contains(word))
                .count();
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void aThirdOfTheInstructionsLeavesSomethingOpen(Split split) {
        double share = briefs(split).filter(brief -> !brief.open().isEmpty()).count() / (double) SAMPLES;
        assertThat(share).isBetween(0.30, 0.37);
    }

    @Test
    void everySlotIsLeftOpenSometimes() {
        Set<Slot> seen = EnumSet.noneOf(Slot.class);
        briefs(Split.TRAIN).forEach(brief -> seen.addAll(brief.open()));
        assertThat(seen).containsExactlyInAnyOrder(Slot.values());
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void theInstructionStatesWhatIsNotOpenAndNothingElse(Split split) {
        assertThat(briefs(split)).allSatisfy(brief -> {
            Set<Slot> expected = EnumSet.allOf(Slot.class);
            expected.removeAll(brief.open());
            if (brief.slots().backdrop() == null) {
                expected.remove(Slot.BACKDROP);
            }
            Stated stated = InstructionReader.read(brief.instruction());
            assertThat(stated.slots()).isEqualTo(expected);
            assertThat(stated.agreesWith(brief.slots())).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void theCopyReadsBackIntoEverySlot(Split split) {
        assertThat(briefs(split)).allSatisfy(brief -> {
            Slots slots = brief.slots();
            assertThat(CopyReader.read(brief.copy()))
                    .isEqualTo(new Stated(
                            slots.name(),
                            slots.color(),
                            slots.count(),
                            slots.scene(),
                            slots.backdrop(),
                            slots.light(),
                            slots.light().opposite()));
            assertThat(CopyReader.says(brief.copy(), slots)).isTrue();
        });
    }

    @Test
    void contradictionsAndGarbledCopyAreNoticed() {
        Slots slots = new Slots(Product.HANDBAG, ProductColor.RED, 2, Scene.SWEEP, LightSide.LEFT, Backdrop.ORANGE);
        String copy = CopyWriter.all(slots).get(0);
        assertThat(copy).startsWith("Two red handbags stand on an orange studio sweep. Light comes from the left,");
        for (String wrong : List.of(
                copy.replace("Two", "Three"),
                copy.replace("red", "blue"),
                copy.replace("handbags", "watches"),
                copy.replace("orange", "pink"),
                copy.replace("to the right", "to the left"))) {
            assertThat(CopyReader.read(wrong).agreesWith(slots)).as(wrong).isFalse();
            assertThat(CopyReader.says(wrong, slots)).as(wrong).isFalse();
        }
        assertThat(CopyReader.says(copy.replace("stand", "stand stand"), slots)).isFalse();
        assertThat(CopyReader.read("stand . . left")).isEqualTo(new Stated(null, null, null, null, null, null, null));
    }

    @Test
    void copyThatSaysTwoThingsSaysNeither() {
        Slots slots = new Slots(Product.HANDBAG, ProductColor.RED, 2, Scene.BEACH, LightSide.LEFT, null);
        String copy = CopyWriter.all(slots).get(0);
        Stated stated = CopyReader.read(copy);
        assertThat(CopyReader.read(copy.replace("handbags", "handbags watches")))
                .isEqualTo(with(stated, null, stated.color(), stated.count(), stated.scene()));
        assertThat(CopyReader.read(copy.replace("red", "red blue")))
                .isEqualTo(with(stated, stated.name(), null, stated.count(), stated.scene()));
        assertThat(CopyReader.read(copy.replace("Two", "Two three")))
                .isEqualTo(with(stated, stated.name(), stated.color(), null, stated.scene()));
        assertThat(CopyReader.read(copy.replace("on the beach", "on the beach in the snow")))
                .isEqualTo(with(stated, stated.name(), stated.color(), stated.count(), null));
        assertThat(CopyReader.read(copy.replace("on the beach", "on the beach on the beach")))
                .isEqualTo(stated);
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void theSceneIsReadWithTheWrongPrepositionOrArticle(Scene scene) {
        Backdrop backdrop = scene == Scene.SWEEP ? Backdrop.GREEN : null;
        Slots slots = new Slots(Product.HANDBAG, ProductColor.RED, 2, scene, LightSide.LEFT, backdrop);
        String copy = CopyWriter.all(slots).get(0);
        for (String before : List.of("in a ", "on a ", "on the ", "at ")) {
            String wrong = copy.replaceFirst(
                    scene.place(backdrop), before + scene.place(backdrop).replaceFirst("^(in|on) (the |a )?", ""));
            assertThat(CopyReader.read(wrong).scene()).as(wrong).isEqualTo(scene);
            assertThat(CopyReader.says(wrong, slots)).as(wrong).isEqualTo(wrong.equals(copy));
        }
    }

    @Test
    void partsOfTwoScenesNameNone() {
        assertThat(CopyReader.read("Two red hats, placed on a city studio night. ")
                        .scene())
                .isNull();
        assertThat(CopyReader.read("Two red hats stand in the night. ").scene()).isNull();
    }

    private static Stated with(
            Stated stated,
            @Nullable Noun name,
            @Nullable ProductColor color,
            @Nullable Integer count,
            @Nullable Scene scene) {
        return new Stated(name, color, count, scene, stated.backdrop(), stated.light(), stated.shadow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Place two Red Handbag on the beach, afternoon light from the left",
                "place two red handbags at the beach, sun from the left",
                "Handbag, beach: two of them in red, lit from the left"
            })
    void instructionsOfTheDemoAreUnderstood(String instruction) {
        assertThat(InstructionReader.read(instruction))
                .isEqualTo(new Stated(
                        Product.HANDBAG.noun(), ProductColor.RED, 2, Scene.BEACH, null, LightSide.LEFT, null));
    }

    @Test
    void aSeventhOfTrainingSamplesSwapsTheNameAndHeldOutOnesNever() {
        double share = briefs(Split.TRAIN).filter(StudioBrief::nameSwapped).count() / (double) SAMPLES;
        assertThat(share).isBetween(0.14, 0.21);
        assertThat(briefs(Split.HELD_OUT_PRODUCTS)).noneMatch(StudioBrief::nameSwapped);
        assertThat(briefs(Split.TRAIN).filter(StudioBrief::nameSwapped))
                .allSatisfy(brief -> assertThat(brief.slots().name())
                        .isNotEqualTo(brief.slots().product().noun()));
    }

    @Test
    void everyNameIsUniqueAndReadsBack() {
        assertThat(Lexicon.nouns().stream().flatMap(noun -> Stream.of(noun.singular(), noun.plural())))
                .doesNotHaveDuplicates();
        assertThat(Lexicon.nouns()).allSatisfy(noun -> {
            assertThat(Lexicon.find(noun.singular())).isEqualTo(noun);
            assertThat(Lexicon.find(noun.plural())).isEqualTo(noun);
        });
    }
}
