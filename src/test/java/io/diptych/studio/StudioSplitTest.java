package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudioSplitTest {

    @ParameterizedTest
    @EnumSource(Split.class)
    void samplesStayWithinTheirSplit(Split split) {
        Studio studio = new Studio();
        assertThat(LongStream.range(0, 5_000)
                        .mapToObj(seed -> studio.brief(seed, split).slots()))
                .allSatisfy(slots -> {
                    assertThat(slots.product().heldOut()).isEqualTo(split == Split.HELD_OUT_PRODUCTS);
                    assertThat(Split.of(slots.product(), slots.scene(), slots.count()))
                            .isEqualTo(split);
                });
    }

    @Test
    void aboutEightPercentOfTheCombinationsAreHeldOutAndEveryProductAndSceneIsTrained() {
        int held = 0, all = 0;
        for (Product product : Product.trained()) {
            for (Scene scene : Scene.values()) {
                boolean trained = false;
                for (int count = 1; count <= Slots.MAX_COUNT; count++) {
                    all++;
                    boolean heldOut = Split.of(product, scene, count) == Split.HELD_OUT_COMBINATIONS;
                    held += heldOut ? 1 : 0;
                    trained |= !heldOut;
                }
                assertThat(trained).as("%s in %s", product, scene).isTrue();
            }
        }
        assertThat(100.0 * held / all).isBetween(6.0, 10.0);
    }

    @Test
    void heldOutNamesAreKnownFromSwaps() {
        Studio studio = new Studio();
        assertThat(LongStream.range(0, 20_000)
                        .mapToObj(
                                seed -> studio.brief(seed, Split.TRAIN).slots().name()))
                .containsAll(Product.allHeldOut().stream().map(Product::noun).toList());
    }

    @Test
    void thereIsArtForEveryProductInMostColours() {
        assertThat(Product.trained()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(Product.allHeldOut()).hasSize(6);
        assertThat(Arrays.stream(Product.values())).allSatisfy(product -> {
            assertThat(Product.class.getResource(product.resource())).isNotNull();
            assertThat(product.colors()).hasSizeGreaterThanOrEqualTo(8);
        });
    }
}
