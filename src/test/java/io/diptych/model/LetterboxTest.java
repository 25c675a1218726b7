package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterboxTest {

    private static final PixelSize FRAME = new PixelSize(64, 64);

    @Test
    void aWidePhotoIsCentredBetweenWhiteBars() {
        var fitted = Letterbox.fit(filled(200, 100, Color.RED), FRAME).toImage();

        assertThat(fitted.getRGB(32, 15)).isEqualTo(0xffffffff);
        assertThat(fitted.getRGB(32, 16)).isEqualTo(0xffff0000);
        assertThat(fitted.getRGB(0, 32)).isEqualTo(0xffff0000);
        assertThat(fitted.getRGB(63, 47)).isEqualTo(0xffff0000);
        assertThat(fitted.getRGB(32, 48)).isEqualTo(0xffffffff);
    }

    @Test
    void nothingIsCropped() {
        var photo = filled(640, 480, Color.WHITE);
        for (int[] corner : new int[][] {{0, 0}, {630, 0}, {0, 470}, {630, 470}}) {
            for (int i = 0; i < 100; i++) {
                photo.setRGB(corner[0] + i % 10, corner[1] + i / 10, 0xff000000);
            }
        }
        var fitted = Letterbox.fit(photo, FRAME);

        for (int[] corner : new int[][] {{0, 8}, {63, 8}, {0, 55}, {63, 55}}) {
            assertThat(fitted.values()[corner[1] * 64 + corner[0]]).isLessThan(0.5f);
        }
    }

    @Test
    void aPictureThatFillsAFrameLosesAsMuchOnBothSidesAndHasNoBars() {
        var picture = filled(300, 200, Color.RED);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 40; x++) {
                picture.setRGB(x, y, 0xff0000ff);
                picture.setRGB(299 - x, y, 0xff0000ff);
            }
        }
        var filled = Letterbox.fill(picture, FRAME).toImage();

        assertThat(filled.getWidth()).isEqualTo(64);
        for (int y = 0; y < 64; y += 9) {
            for (int x : new int[] {0, 31, 63}) {
                assertThat(filled.getRGB(x, y)).isEqualTo(0xffff0000);
            }
        }
    }

    @Test
    void aPhotoOfTheRightSizeIsLeftAlone() {
        var random = new Random(1);
        var photo = filled(64, 64, Color.WHITE);
        for (int i = 0; i < 64 * 64; i++) {
            photo.setRGB(i % 64, i / 64, 0xff000000 | random.nextInt(1 << 24));
        }
        var fitted = Letterbox.fit(photo, FRAME).toImage();

        for (int i = 0; i < 64 * 64; i++) {
            assertThat(fitted.getRGB(i % 64, i / 64)).isEqualTo(photo.getRGB(i % 64, i / 64));
        }
    }

    @Test
    void shrinkingAveragesOverAllPixels() {
        var photo = filled(1024, 1024, Color.BLACK);
        for (int y = 0; y < 1024; y++) {
            for (int x = y % 2; x < 1024; x += 2) {
                photo.setRGB(x, y, 0xffffffff);
            }
        }
        for (float value : Letterbox.fit(photo, FRAME).values()) {
            assertThat(value).isCloseTo(0.5f, within(0.01f));
        }
    }

    @Test
    void transparencyIsLaidOnWhite() {
        var photo = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        photo.setRGB(3, 3, 0x80000000);
        var fitted = Letterbox.fit(photo, FRAME);

        assertThat(fitted.values()[0]).isEqualTo(1);
        assertThat(fitted.values()[3 * 64 + 3]).isCloseTo(0.498f, within(0.001f));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5000, 2", "2, 5000", "63, 65", "10, 10"})
    void everyShapeFits(int width, int height) {
        var fitted = Letterbox.fit(filled(width, height, Color.BLUE), new PixelSize(64, 48));

        assertThat(fitted.width()).isEqualTo(64);
        assertThat(fitted.height()).isEqualTo(48);
        int blue = 0;
        for (int i = 0; i < 64 * 48; i++) {
            blue += fitted.values()[i] < 0.1f ? 1 : 0;
        }
        var scale = Math.min(64.0 / width, 48.0 / height);
        var expected = Math.max(1, Math.round(width * scale)) * Math.max(1, Math.round(height * scale));
        assertThat(blue).isEqualTo((int) expected);
    }

    private static BufferedImage filled(int width, int height, Color color) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }
}
