package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Forward;
import io.diptych.diffusion.ImageQueries;
import io.diptych.diffusion.Predictions;
import io.diptych.diffusion.TextQueries;
import io.diptych.model.ModelClock;
import io.diptych.model.OnnxDenoiser;
import io.diptych.model.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("At studio-mini's width and length a row gives the same ids and confidences, bit for bit")
class CompanionRowsTest {

    private static final int LENGTH = 427;
    private static final int TEXTS = 40;
    private static final int CODES = 256;

    @TempDir
    static Path directory;

    private static OnnxDenoiser denoiser;

    @BeforeAll
    static void load() throws IOException {
        denoiser = StudioMiniShape.export(directory, new RandomCheckpoint.Shape(192, 2, 6, 6, 512), ElementType.F16)
                .denoiser(new SessionSettings(2), new ModelClock());
    }

    @AfterAll
    static void close() {
        denoiser.close();
    }

    @ParameterizedTest(name = "row {1} of {0}")
    @CsvSource({"2, 0", "2, 1", "3, 1", "7, 0", "7, 3", "7, 6"})
    void whateverStandsInTheOtherRows(int rows, int row) {
        assertSame(denoiser.predict(forward(rows, row, 20)), denoiser.predict(forward(rows, row, 21)));
    }

    private static void assertSame(Predictions actual, Predictions expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    /** One row that is always the same among random ones; only that row is asked. */
    private static Forward forward(int rows, int row, long companions) {
        var others = new Random(companions);
        var ids = others.ints(rows * LENGTH, 15, 1536).toArray();
        var starts = others.ints(rows, 0, 30).toArray();
        var shot = new Random(42);
        System.arraycopy(shot.ints(LENGTH, 15, 1536).toArray(), 0, ids, row * LENGTH, LENGTH);
        starts[row] = 13;
        var images = IntStream.range(0, CODES).map(i -> row * LENGTH + 110 + i).toArray();
        var uniforms = new float[CODES];
        var ones = new float[CODES];
        for (int i = 0; i < CODES; i++) {
            uniforms[i] = shot.nextFloat();
            ones[i] = 1;
        }
        return new Forward(
                rows,
                LENGTH,
                ids,
                starts,
                new TextQueries(
                        IntStream.range(0, TEXTS)
                                .map(i -> (row + 1) * LENGTH - TEXTS + i)
                                .toArray(),
                        new float[TEXTS],
                        new float[TEXTS]),
                new ImageQueries(images, images, images, new float[CODES], new float[CODES], ones, uniforms));
    }
}
