package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Grid;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Picture models of other shapes than the golden one, against the same model in plain Java. */
class VqShapesTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "channels {0}, {1} layers, codes of {2}, attention {3}")
    @CsvSource({"'8 16', 1, 8, true", "'8 8 16', 2, 4, true", "'16', 1, 8, true", "'8 16 24 32', 1, 6, false"})
    void codesAndPixelsAreThoseOfTheModel(String widths, int layers, int codeSize, boolean attention) {
        var channels = Stream.of(widths.split(" ")).map(Integer::valueOf).toList();
        RandomCheckpoint.writeImageModel(directory.resolve("vq"), channels, layers, codeSize, attention, 11);
        RandomCheckpoint.writeDenoiser(directory, new RandomCheckpoint.Shape(16, 1, 2, 2, 32), ElementType.F32, 12);
        var plain = new PlainVqModel(directory.resolve("vq"), channels, layers, 8, attention);
        int pixels = 1 << (channels.size() - 1);
        var random = new Random(13);

        try (var codec = StudioMiniShape.export(directory, directory.resolve("vq"), pixels)
                .imageCodec(new SessionSettings(1), new ModelClock())) {
            var picture = new PlainVqModel.Map(3, 3 * pixels, 5 * pixels);
            for (int i = 0; i < picture.values().length; i++) {
                picture.values()[i] = random.nextFloat();
            }
            assertThat(codec.encode(new Pixels(picture.width(), picture.height(), picture.values())))
                    .isEqualTo(plain.codes(plain.encode(picture)));

            var codes = random.ints(12, 0, 512).toArray();
            var expected = plain.decode(codes, 3, 4).values();
            var actual = codec.decode(codes, new Grid(3, 4)).values();
            float largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
            }
            System.out.printf(
                    "VQ %s: codes equal, largest pixel difference %.1e%n",
                    List.of(widths, layers, codeSize, attention), largest);
            assertThat(largest).isLessThan(1e-4f);
        }
    }
}
