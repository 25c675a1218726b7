package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import io.diptych.studio.LightSide;
import io.diptych.studio.Slot;
import io.diptych.studio.Slots;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioMeasuresTest {

    private static final Grid GRID = new Grid(16, 16);
    private static final StudioSuite SUITE = new StudioSuite(1, 12, List.of(GRID));

    @TempDir
    private static Path folder;

    private static ImageCodec codec;
    private static Tokenizer tokenizer;
    private static StudioMeasures measures;

    @BeforeAll
    static void load() {
        Bundle bundle = new Bundles().embedded(Bundles.STUDIO_MINI, folder);
        codec = bundle.imageCodec(new SessionSettings(1), new ModelClock());
        tokenizer = bundle.tokenizer();
        measures = new StudioMeasures(codec, tokenizer, null, new ImageQuality(GRID));
    }

    @AfterAll
    static void close() {
        codec.close();
        tokenizer.close();
    }

    private static PictureReading reading(Slots slots, LightSide light) {
        return new PictureReading(
                slots.product().noun().singular(),
                slots.count(),
                slots.scene(),
                light,
                slots.color(),
                slots.backdrop());
    }

    /** As it was drawn: its codes are those that it has when it is encoded. */
    private static StudioMeasures.Shown raw(Truth truth) {
        Pixels picture = Pixels.of(truth.picture());
        return new StudioMeasures.Shown(picture, new ImageCodes(GRID, codec.encode(picture)), codec);
    }

    private static Scored ofTruth(Prompt prompt) {
        Truth truth = prompt.truth();
        return measures.score(
                prompt,
                truth,
                raw(truth),
                truth.copy(),
                reading(truth.slots(), truth.slots().light()));
    }

    private static List<Prompt> prompts() {
        return IntStream.range(0, SUITE.size()).mapToObj(SUITE::prompt).toList();
    }

    @Test
    void trueRendersAndCopiesScoreAHundred() {
        List<Scored> scored =
                prompts().stream().map(StudioMeasuresTest::ofTruth).toList();

        for (Measure measure : List.of(
                Measure.TEXT_QUALITY,
                Measure.TEXT_ALIGNMENT,
                Measure.IMAGE_QUALITY,
                Measure.IMAGE_ALIGNMENT,
                Measure.IMAGE_CONSISTENCY,
                Measure.OUTPUT_ALIGNMENT)) {
            assertThat(scored).as(measure.title()).allMatch(s -> s.score(measure) > 99.999);
        }
        assertThat(scored).anyMatch(s -> s.score(Measure.OUTPUT_ALIGNMENT_OPEN) == 100);
        assertThat(scored).anyMatch(s -> Double.isNaN(s.score(Measure.OUTPUT_ALIGNMENT_OPEN)));
    }

    @Test
    void theWrongLightSideCostsExactlyThatSlot() {
        Prompt prompt = prompts().stream()
                .filter(p -> p.truth().open().isEmpty())
                .findFirst()
                .orElseThrow();
        Truth truth = prompt.truth();
        Scored scored = measures.score(
                prompt,
                truth,
                raw(truth),
                truth.copy(),
                reading(truth.slots(), truth.slots().light().opposite()));

        for (Relation relation : List.of(Relation.PICTURE_INSTRUCTION, Relation.COPY_PICTURE)) {
            Map<Fact, Boolean> expected = new EnumMap<>(ofTruth(prompt).slots().get(relation));
            expected.put(Fact.LIGHT, false);
            assertThat(scored.slots().get(relation)).isEqualTo(expected);
        }
        assertThat(scored.slots().get(Relation.COPY_INSTRUCTION)).doesNotContainValue(false);
        int asked = scored.slots().get(Relation.PICTURE_INSTRUCTION).size();
        assertThat(scored.score(Measure.IMAGE_ALIGNMENT)).isCloseTo(100.0 * (asked - 1) / asked, within(1e-9));
        assertThat(scored.score(Measure.TEXT_ALIGNMENT)).isEqualTo(100);
    }

    @Test
    void anotherChoiceForAnOpenSlotIsNoFaultOfThePictureUnlessTheCopySaysOtherwise() {
        Prompt prompt = prompts().stream()
                .filter(p -> p.truth().open().equals(Set.of(Slot.LIGHT)))
                .findFirst()
                .orElseGet(() -> {
                    Prompt any = SUITE.prompt(0);
                    Truth truth = any.truth();
                    return new Prompt(
                            any.index(),
                            any.id(),
                            any.part(),
                            any.place(),
                            any.source(),
                            any.instruction(),
                            any.photo(),
                            any.grid(),
                            any.seed(),
                            new Truth(truth.slots(), Set.of(Slot.LIGHT), truth.picture(), truth.copy()));
                });
        Truth truth = prompt.truth();
        Scored scored = measures.score(
                prompt,
                truth,
                raw(truth),
                truth.copy(),
                reading(truth.slots(), truth.slots().light().opposite()));

        assertThat(scored.score(Measure.IMAGE_ALIGNMENT)).isEqualTo(100);
        assertThat(scored.score(Measure.OUTPUT_ALIGNMENT_OPEN)).isZero();
        assertThat(scored.slots().get(Relation.COPY_PICTURE_OPEN)).containsExactly(Map.entry(Fact.LIGHT, false));
    }

    @Test
    void anotherProductIsNotConsistent() {
        List<Prompt> prompts = prompts();
        double others = IntStream.range(0, prompts.size())
                .mapToDouble(i -> {
                    Prompt prompt = prompts.get(i);
                    Truth other = prompts.get((i + 1) % prompts.size()).truth();
                    return measures.score(
                                    prompt,
                                    prompt.truth(),
                                    raw(other),
                                    other.copy(),
                                    reading(other.slots(), other.slots().light()))
                            .score(Measure.IMAGE_CONSISTENCY);
                })
                .average()
                .orElseThrow();
        assertThat(others).isLessThan(50);
    }

    @Test
    void flatPicturesAndCodesThatDoNotGoTogetherAreNotOfQuality() {
        Prompt prompt = SUITE.prompt(0);
        var random = new Random(4);
        ImageCodes codes = new ImageCodes(GRID, codec.encode(prompt.truth().picture(), GRID));
        int[] speckled = codes.codes();
        for (int i = 0; i < 50; i++) {
            speckled[random.nextInt(speckled.length)] = random.nextInt(512);
        }
        ImageCodes noise =
                new ImageCodes(GRID, random.ints(GRID.codes(), 0, 512).toArray());

        double whole = quality(prompt, codes);
        assertThat(whole).isGreaterThan(60);
        assertThat(quality(prompt, new ImageCodes(GRID, speckled))).isLessThan(whole - 5);
        assertThat(quality(prompt, noise)).isLessThan(45).isLessThan(whole - 20);
        Pixels flat = new Pixels(128, 128, new float[3 * 128 * 128]);
        assertThat(measures.score(
                                prompt,
                                prompt.truth(),
                                new StudioMeasures.Shown(flat, codes, codec),
                                prompt.truth().copy(),
                                null)
                        .score(Measure.IMAGE_QUALITY))
                .isLessThan(20);
    }

    private static double quality(Prompt prompt, ImageCodes codes) {
        return measures.score(
                        prompt,
                        prompt.truth(),
                        StudioMeasures.Shown.of(codes, codec),
                        prompt.truth().copy(),
                        null)
                .score(Measure.IMAGE_QUALITY);
    }

    @Test
    void withoutAJudgeNothingIsSaidOfWhatThePictureShows() {
        Prompt prompt = SUITE.prompt(0);
        Scored scored = measures.score(prompt, prompt.truth(), raw(prompt.truth()), "Nothing to say.", null);

        assertThat(scored.scores())
                .doesNotContainKeys(Measure.IMAGE_ALIGNMENT, Measure.OUTPUT_ALIGNMENT, Measure.ALIGNER);
        assertThat(scored.score(Measure.TEXT_ALIGNMENT)).isZero();
        assertThat(scored.slots()).containsOnlyKeys(Relation.COPY_INSTRUCTION);
    }
}
