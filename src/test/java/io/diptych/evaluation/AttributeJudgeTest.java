package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.Pixels;
import io.diptych.studio.Backdrop;
import io.diptych.studio.LightSide;
import io.diptych.studio.Product;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import io.diptych.studio.Studio;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded judge reads fresh renders of all products, in all sizes. */
class AttributeJudgeTest {

    private static final int[][] SIZES = {{128, 128}, {144, 112}, {112, 144}, {168, 96}, {96, 168}};

    private static AttributeJudge judge;
    private static final List<Slots> SHOWN = new ArrayList<>();
    private static final List<Pixels> PICTURES = new ArrayList<>();
    private static List<PictureReading> readings;

    @BeforeAll
    static void readFreshRenders() {
        var studio = new Studio();
        var random = new SplittableRandom(31);
        for (int i = 0; i < 76; i++) {
            var product = Product.values()[i % Product.values().length];
            var colors = product.colors();
            var scene = Scene.values()[random.nextInt(Scene.values().length)];
            var slots = new Slots(
                    product,
                    colors.get(random.nextInt(colors.size())),
                    1 + random.nextInt(Slots.MAX_COUNT),
                    scene,
                    LightSide.values()[random.nextInt(2)],
                    scene == Scene.SWEEP ? Backdrop.values()[random.nextInt(Backdrop.values().length)] : null);
            var size = SIZES[i % SIZES.length];
            SHOWN.add(slots);
            PICTURES.add(Pixels.of(studio.picture(slots, random.nextLong(), size[0], size[1])));
        }
        judge = AttributeJudge.embedded();
        readings = judge.read(PICTURES);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void itReadsEverySlotOfFreshRenders() {
        assertThat(right((slots, read) -> slots.product().noun().singular().equals(read.product())))
                .as("product")
                .isGreaterThanOrEqualTo(0.97);
        assertThat(right((slots, read) -> slots.count() == read.count()))
                .as("count")
                .isGreaterThanOrEqualTo(0.97);
        assertThat(right((slots, read) -> slots.scene() == read.scene()))
                .as("scene")
                .isGreaterThanOrEqualTo(0.97);
        assertThat(right((slots, read) -> slots.light() == read.light()))
                .as("light")
                .isGreaterThanOrEqualTo(0.97);
        assertThat(right((slots, read) -> slots.color() == read.color()))
                .as("colour")
                .isGreaterThanOrEqualTo(0.97);
        assertThat(right((slots, read) -> slots.backdrop() == read.backdrop()))
                .as("backdrop, or that there is none")
                .isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void aReadingDoesNotDependOnTheOtherPictures() {
        var sameSize = IntStream.iterate(0, i -> i < PICTURES.size(), i -> i + SIZES.length)
                .mapToObj(PICTURES::get)
                .toList();

        var alone = sameSize.stream()
                .map(picture -> judge.read(List.of(picture)).get(0))
                .toList();

        assertThat(judge.read(sameSize)).isEqualTo(alone);
        assertThat(judge.read(List.of())).isEmpty();
    }

    private static double right(BiPredicate<Slots, PictureReading> same) {
        return IntStream.range(0, SHOWN.size())
                        .filter(i -> same.test(SHOWN.get(i), readings.get(i)))
                        .count()
                / (double) SHOWN.size();
    }
}
