package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudioDeterminismTest {

    private final Studio studio = new Studio();

    @Test
    void theSameSeedDrawsTheSamePixelsAndTexts() {
        for (long seed = 0; seed < 6; seed++) {
            StudioSample first = studio.sample(seed, Split.TRAIN, 112, 144);
            StudioSample again = new Studio().sample(seed, Split.TRAIN, 112, 144);
            assertSame(first, again);
        }
    }

    @Test
    void neighbouringSeedsDiffer() {
        assertThat(Stream.iterate(0L, seed -> seed + 1)
                        .limit(50)
                        .map(seed -> studio.brief(seed, Split.TRAIN).copy()))
                .doesNotHaveDuplicates();
        StudioSample one = studio.sample(1, Split.TRAIN, 128, 128), two = studio.sample(2, Split.TRAIN, 128, 128);
        assertThat(Pixels.data(one.picture())).isNotEqualTo(Pixels.data(two.picture()));
    }

    @Test
    void manyThreadsDrawWhatOneDoes() throws Exception {
        List<Long> seeds = List.of(11L, 12L, 13L, 14L, 15L, 16L);
        Studio shared = new Studio();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<StudioSample>> drawn = threads.invokeAll(seeds.stream()
                    .<Callable<StudioSample>>map(seed -> () -> shared.sample(seed, Split.TRAIN, 96, 168))
                    .toList());
            for (int i = 0; i < seeds.size(); i++) {
                assertSame(drawn.get(i).get(), studio.sample(seeds.get(i), Split.TRAIN, 96, 168));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSampleSaysWhatItsBriefSays() {
        StudioBrief brief = studio.brief(5, Split.HELD_OUT_PRODUCTS);
        StudioSample sample = studio.sample(5, Split.HELD_OUT_PRODUCTS, 128, 128);
        assertThat(sample.instruction()).isEqualTo(brief.instruction());
        assertThat(sample.copy()).isEqualTo(brief.copy());
        assertThat(sample.slots()).isEqualTo(brief.slots());
        assertThat(sample.open()).isEqualTo(brief.open());
    }

    @Test
    void sizesAreMultiplesOfEight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> studio.sample(1, Split.TRAIN, 100, 128))
                .withMessageContaining("multiples of 8")
                .withMessageContaining("100x128");
    }

    private static void assertSame(StudioSample first, StudioSample second) {
        assertThat(second.instruction()).isEqualTo(first.instruction());
        assertThat(second.copy()).isEqualTo(first.copy());
        assertThat(second.slots()).isEqualTo(first.slots());
        assertThat(second.productCells()).isEqualTo(first.productCells());
        assertThat(Pixels.data(second.picture())).isEqualTo(Pixels.data(first.picture()));
        assertThat(Pixels.data(second.photo())).isEqualTo(Pixels.data(first.photo()));
    }
}
