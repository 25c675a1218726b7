package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Grid;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An exported picture model gives the reference implementation's codes and pixels")
class GoldenImageCodecTest {

    @ParameterizedTest
    @CsvSource({"roundtrip, 4, 4", "roundtrip-64x96, 4, 6"})
    void equalCodesAndPixelsWithin1e3(String name, int rows, int columns) {
        var golden = SafetensorsFile.open(GoldenBundles.directory("vq-tiny").resolve(name + ".safetensors"));
        var codes = LongStream.of(golden.tensor("codes").longs())
                .mapToInt(Math::toIntExact)
                .toArray();
        try (ImageCodec codec = GoldenBundles.of("llada-tiny").imageCodec(new SessionSettings(1), new ModelClock())) {
            var image =
                    new Pixels(columns * 16, rows * 16, golden.tensor("image").floats());

            assertThat(codec.encode(image)).isEqualTo(codes);

            var decoded = codec.decode(codes, new Grid(rows, columns));
            var expected = golden.tensor("decoded_raw").floats();
            float largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i] - decoded.values()[i]));
            }
            System.out.printf("vq-tiny %s: codes equal, largest pixel difference %.2e%n", name, largest);
            assertThat(largest).isLessThan(1e-3f);
            assertEightBitPixels(decoded, golden.tensor("decoded_u8").longs());
        }
    }

    private static void assertEightBitPixels(Pixels decoded, long[] expected) {
        var image = decoded.toImage();
        for (int y = 0; y < decoded.height(); y++) {
            for (int x = 0; x < decoded.width(); x++) {
                int offset = 3 * (y * decoded.width() + x);
                int rgb = image.getRGB(x, y);
                assertThat(rgb >> 16 & 0xff).isBetween((int) expected[offset] - 1, (int) expected[offset] + 1);
                assertThat(rgb >> 8 & 0xff).isBetween((int) expected[offset + 1] - 1, (int) expected[offset + 1] + 1);
                assertThat(rgb & 0xff).isBetween((int) expected[offset + 2] - 1, (int) expected[offset + 2] + 1);
            }
        }
    }
}
