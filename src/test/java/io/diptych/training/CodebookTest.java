package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A codebook finds the latents' clusters and wastes no entry. */
class CodebookTest {

    private static final int CODES = 8;

    @Test
    void eachClusterOfLatentsGetsItsEntry() {
        var random = new SplittableRandom(3);
        var latents = clusters(random);
        var codebook = Codebook.empty(CODES, 2);
        codebook.initialise(latents, random);
        for (int i = 0; i < 300; i++) {
            codebook.follow(latents, codebook.nearest(latents), random, true);
        }
        var codes = codebook.nearest(latents);

        assertThat(Arrays.stream(codes).distinct().count()).isEqualTo(CODES);
        for (int i = 0; i < codes.length; i++) {
            assertThat(codes[i]).isEqualTo(codes[i % CODES]);
        }
        assertThat(codebook.perplexity()).isGreaterThan(7.9);
    }

    @Test
    void anEntryThatNothingUsesIsMovedOntoALatent() {
        var random = new SplittableRandom(3);
        var latents = clusters(random);
        var entries = new float[CODES * 2];
        Arrays.fill(entries, 2, entries.length, 1000);
        var codebook = Codebook.of(CODES, 2, entries);
        codebook.follow(latents, codebook.nearest(latents), random, true);

        for (float entry : codebook.entries()) {
            assertThat(entry).isLessThan(100);
        }
    }

    @Test
    void theNearestEntryWinsAndTheFirstOnATie() {
        var codebook = Codebook.of(3, 1, new float[] {1, 3, 1});
        assertThat(codebook.nearest(new float[] {0, 1.9f, 2.1f, 9})).containsExactly(0, 0, 1, 1);
    }

    /** Latents around eight points of a circle, in turn. */
    private static float[] clusters(SplittableRandom random) {
        var latents = new float[CODES * 40 * 2];
        for (int i = 0; i < latents.length / 2; i++) {
            double angle = 2 * Math.PI * (i % CODES) / CODES;
            latents[2 * i] = (float) (10 * Math.cos(angle) + random.nextGaussian() * 0.1);
            latents[2 * i + 1] = (float) (10 * Math.sin(angle) + random.nextGaussian() * 0.1);
        }
        return latents;
    }
}
