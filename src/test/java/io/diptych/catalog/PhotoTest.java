package io.diptych.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void readsEveryFormatWhateverTheFileIsCalled(String format) throws Exception {
        Photo photo = photo(Pictures.encode(Pictures.twoColors(40, 24), format));

        assertThat(photo.facts().format()).isEqualTo(PhotoFormat.valueOf(format.toUpperCase(Locale.ROOT)));
        assertThat(photo.facts().width()).isEqualTo(40);
        assertThat(photo.facts().height()).isEqualTo(24);
        assertThat(photo.facts().digest()).matches("[0-9a-f]{64}");
        assertColor(photo.image(), 5, 12, 0xFF0000);
        assertColor(photo.image(), 35, 12, 0x00FF00);
    }

    /** 16 x 16 pixels, left half red, right half green, encoded by libwebp 1.2.4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRiIAAABXRUJQVlA4TBUAAAAvD8ADABASEP6flmR1/qP/E8BU/gIA",
                "UklGRj4AAABXRUJQVlA4IDIAAAAQAgCdASoQABAAAoBCJaACdLoB+AH4gAPIAP7eq//wRcf+FYbb+f0m//vYJkekP87oAA=="
            })
    void readsWebPWithAndWithoutLoss(String base64) throws Exception {
        Photo photo = photo(Base64.getDecoder().decode(base64));

        assertThat(photo.facts().format()).isEqualTo(PhotoFormat.WEBP);
        assertThat(photo.facts().width()).isEqualTo(16);
        assertColor(photo.image(), 1, 8, 0xFF0000);
        assertColor(photo.image(), 14, 8, 0x00FF00);
    }

    @Test
    void refusesAnImageBombByItsHeader() throws Exception {
        assertRefused(Pictures.pngHeader(10_000, 10_000))
                .withMessage("photo.jpg has 10000 x 10000 pixels; at most 50 million are read, so scale it down");
        assertRefused(Pictures.pngHeader(65_535 * 30_000, 65_535 * 30_000)).withMessageContaining("at most 50 million");
    }

    @Test
    void refusesMoreBytesThanAllowed() throws Exception {
        byte[] png = Pictures.encode(Pictures.twoColors(64, 64), "png");
        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(() -> Photo.of("photo.jpg", png, new PhotoLimits(png.length - 1, 1_000_000)))
                .withMessageContaining("MB; at most");
        assertThat(Photo.of("photo.jpg", png, new PhotoLimits(png.length, 1_000_000)))
                .isNotNull();
    }

    @Test
    void saysWhatAFileHoldsThatIsNoPicture() {
        assertRefused("Just a note.")
                .withMessage("photo.jpg holds text; a photo is a PNG, JPEG, WebP, GIF or BMP picture");
        assertRefused("<!DOCTYPE html><title>404</title>").withMessageContaining("holds a web page");
        assertRefused("<?xml version='1.0'?><svg/>").withMessageContaining("holds an SVG drawing");
        assertRefused("%PDF-1.7").withMessageContaining("holds a PDF document");
        assertRefused("").withMessageContaining("holds nothing: the file is empty");
        assertRefused("\0\0\0\u001cftypavif").withMessageContaining("holds an HEIC or AVIF picture");
        assertRefused("II*\0....").withMessageContaining("holds a TIFF picture");
        assertRefused("\u0001\u0002\u0003").withMessageContaining("holds data of an unknown kind");
    }

    @Test
    void refusesSpacers() throws Exception {
        assertRefused(Pictures.encode(Pictures.twoColors(2, 1), "gif"))
                .withMessage("photo.jpg has only 2 x 1 pixels; a photo has at least 16 a side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void refusesACutOffPicture(String format) throws Exception {
        byte[] whole = Pictures.encode(Pictures.twoColors(400, 400), format);
        Photo photo = photo(Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(photo::image)
                .withMessageContaining("save or copy it again");
    }

    @Test
    void refusesAPictureThatIsAllHeader() throws Exception {
        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(() -> photo(Pictures.pngHeader(64, 64)).image())
                .withMessageContaining("cannot be read");
        assertRefused(Arrays.copyOf(Pictures.pngHeader(64, 64), 12)).withMessageContaining("cannot be read");
    }

    @Test
    void laysTransparencyOnWhite() throws Exception {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF102030);
        image.setRGB(1, 0, 0x80000000);
        BufferedImage opaque = photo(Pictures.encode(image, "png")).image();

        assertThat(opaque.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertColor(opaque, 0, 0, 0x102030);
        assertColor(opaque, 1, 0, 0x7F7F7F);
        assertColor(opaque, 31, 31, 0xFFFFFF);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void keepsGrayLevels(int type) throws Exception {
        BufferedImage image = new BufferedImage(32, 32, type);
        image.getRaster().setSample(4, 4, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 0x60 : 0x6060);

        assertColor(photo(Pictures.encode(image, "png")).image(), 4, 4, 0x606060);
    }

    /** By the definition of the tag: where row 0 and column 0 of the stored picture are seen. */
    @ParameterizedTest
    @CsvSource({
        "1, top, left", "2, top, right", "3, bottom, right", "4, bottom, left",
        "5, left, top", "6, right, top", "7, right, bottom", "8, left, bottom"
    })
    void turnsPhotosUpright(int orientation, String rowZero, String columnZero) throws Exception {
        BufferedImage stored = Pictures.twoColors(64, 32);
        for (int x = 0; x < 64; x++) {
            for (int y = 16; y < 32; y++) {
                stored.setRGB(x, y, 0x0000FF);
            }
        }
        BufferedImage upright =
                photo(Pictures.jpegWithOrientation(stored, orientation)).image();

        boolean turned = orientation >= 5;
        assertThat(upright.getWidth()).isEqualTo(turned ? 32 : 64);
        assertThat(upright.getHeight()).isEqualTo(turned ? 64 : 32);
        assertCorner(upright, rowZero, columnZero, 0xFF0000);
        assertCorner(upright, rowZero, opposite(columnZero), 0x00FF00);
        assertCorner(upright, opposite(rowZero), columnZero, 0x0000FF);
    }

    @Test
    void thinsOutVeryLargePhotos() throws Exception {
        BufferedImage image =
                photo(Pictures.encode(Pictures.twoColors(9000, 40), "png")).image();

        assertThat(image.getWidth()).isEqualTo(3000);
        assertColor(image, 2900, 5, 0x00FF00);
    }

    private static String opposite(String side) {
        return switch (side) {
            case "top" -> "bottom";
            case "bottom" -> "top";
            case "left" -> "right";
            default -> "left";
        };
    }

    private static void assertCorner(BufferedImage image, String side, String otherSide, int rgb) {
        String corner = side + otherSide;
        int x = corner.contains("left") ? 4 : image.getWidth() - 5;
        int y = corner.contains("top") ? 4 : image.getHeight() - 5;
        assertColor(image, x, y, rgb);
    }

    private static void assertColor(BufferedImage image, int x, int y, int rgb) {
        int actual = image.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(actual >> shift & 0xFF)
                    .as("color at %d, %d: %06x for %06x", x, y, actual & 0xFFFFFF, rgb)
                    .isBetween((rgb >> shift & 0xFF) - 6, (rgb >> shift & 0xFF) + 6);
        }
    }

    private static Photo photo(byte[] content) throws PhotoException {
        return Photo.of("photo.jpg", content, PhotoLimits.DEFAULT);
    }

    private static ThrowableAssertAlternative<PhotoException> assertRefused(String content) {
        return assertRefused(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ThrowableAssertAlternative<PhotoException> assertRefused(byte[] content) {
        return assertThatExceptionOfType(PhotoException.class).isThrownBy(() -> photo(content));
    }
}
