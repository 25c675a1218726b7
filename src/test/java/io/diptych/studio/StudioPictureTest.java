package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StudioPictureTest {

    private static final Studio STUDIO = new Studio();

    private static Slots slots(Scene scene, int count, LightSide light) {
        return new Slots(
                Product.TEAPOT, ProductColor.BLUE, count, scene, light, scene == Scene.SWEEP ? Backdrop.GREY : null);
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void theLitSideIsBrighter(Scene scene) {
        for (int seed = 0; seed < 3; seed++) {
            BufferedImage left = STUDIO.picture(slots(scene, 1, LightSide.LEFT), seed, 128, 128);
            BufferedImage right = STUDIO.picture(slots(scene, 1, LightSide.RIGHT), seed, 128, 128);
            assertThat(brightness(left, 0, 40, 64, 128)).isGreaterThan(brightness(left, 88, 128, 64, 128) * 1.1);
            assertThat(brightness(right, 88, 128, 64, 128)).isGreaterThan(brightness(right, 0, 40, 64, 128) * 1.1);
        }
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void theShadowFallsAwayFromTheLight(Scene scene) {
        for (LightSide light : LightSide.values()) {
            BufferedImage with = picture(scene, light, true), without = picture(scene, light, false);
            // beside the foot of the product, where nothing but its shadow falls
            double left = brightness(without, 12, 34, 92, 112) - brightness(with, 12, 34, 92, 112);
            double right = brightness(without, 94, 116, 92, 112) - brightness(with, 94, 116, 92, 112);
            double away = light == LightSide.LEFT ? right : left, near = light == LightSide.LEFT ? left : right;
            assertThat(away).as("shadow of light from %s", light).isGreaterThan(near + 2);
        }
    }

    /** The same scene with and without a product in the middle. */
    private static BufferedImage picture(Scene scene, LightSide light, boolean product) {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        SceneCanvas canvas = SceneCanvas.on(image, light, new Random(4));
        Slots slots = slots(scene, 1, light);
        scene.painter().paint(canvas, slots);
        if (product) {
            Sprite sprite = new ProductArt().sprite(Product.TEAPOT, ProductColor.BLUE, 150);
            new ProductPlacer(image, sprite, scene.painter().lighting(), light)
                    .place(List.of(new Arrangement(0.5, 0.85)), 104, 16);
        }
        canvas.dispose();
        return Pixels.halved(image);
    }

    @Test
    void scenesLookNothingLikeEachOther() {
        Map<Scene, double[]> looks = new EnumMap<>(Scene.class);
        for (Scene scene : Scene.values()) {
            looks.put(scene, look(STUDIO.picture(slots(scene, 1, LightSide.LEFT), 1, 128, 128)));
        }
        for (Scene scene : Scene.values()) {
            double[] again = look(STUDIO.picture(slots(scene, 1, LightSide.LEFT), 2, 128, 128));
            double own = distance(looks.get(scene), again);
            for (Scene other : Scene.values()) {
                if (other != scene) {
                    assertThat(distance(looks.get(other), again))
                            .as("%s and %s", scene, other)
                            .isGreaterThan(1.5 * own)
                            .isGreaterThan(15);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backdrop.class)
    void theSweepHasTheColourAskedFor(Backdrop backdrop) {
        Slots slots = new Slots(Product.CANDLE, ProductColor.BLACK, 1, Scene.SWEEP, LightSide.LEFT, backdrop);
        BufferedImage picture = STUDIO.picture(slots, 3, 128, 128);
        Oklch wall = Oklch.of(picture.getRGB(96, 30)), asked = Oklch.of(backdrop.rgb());
        assertThat(wall.lightness()).isCloseTo(asked.lightness(), within(0.17));
        if (asked.chroma() > 0.04) {
            assertThat(wall.hueDistance(asked.hue())).isLessThan(16);
        } else {
            assertThat(wall.chroma()).isLessThan(0.04);
        }
    }

    @ParameterizedTest
    @EnumSource(ProductColor.class)
    void aProductHasTheColourAskedFor(ProductColor color) {
        BufferedImage photo = STUDIO.photo(Product.TEAPOT, color, 64);
        Oklch middle = Oklch.of(photo.getRGB(31, 38)), asked = color.paint();
        assertThat(middle.lightness()).isCloseTo(asked.lightness(), within(0.12));
        if (color == ProductColor.BLACK) {
            assertThat(middle.chroma()).isLessThan(0.04);
        } else {
            assertThat(middle.hueDistance(asked.hue())).isLessThan(14);
        }
    }

    @ParameterizedTest
    @CsvSource({"128,128", "112,144", "144,112", "96,168", "168,96"})
    void everyFormatShowsProductsThatFillTheirCells(int w, int h) {
        for (int seed = 0; seed < 8; seed++) {
            StudioSample sample = STUDIO.sample(seed, Split.TRAIN, w, h);
            assertThat(sample.picture().getWidth()).isEqualTo(w);
            assertThat(sample.picture().getHeight()).isEqualTo(h);
            assertThat(sample.photo().getWidth()).isEqualTo(StudioSample.PHOTO_PX);
            assertThat(sample.productCells()).hasSize(w / 8 * (h / 8));
            long covered = 0;
            for (boolean cell : sample.productCells()) {
                covered += cell ? 1 : 0;
            }
            assertThat((double) covered / sample.productCells().length).isBetween(0.06, 0.7);
        }
    }

    @Test
    void theMaskMarksTheCellsThatTheProductIsIn() {
        PicturePainter painter = new PicturePainter();
        for (int count = 1; count <= Slots.MAX_COUNT; count++) {
            // the same but for the product's colour; sand mirrors nothing, so nothing else changes
            PicturePainter.Painted red = painter.picture(teapots(ProductColor.RED, count), 5, 128, 128);
            PicturePainter.Painted green = painter.picture(teapots(ProductColor.GREEN, count), 5, 128, 128);
            int differing = 0;
            for (int cell = 0; cell < 256; cell++) {
                boolean differs = differs(red.picture(), green.picture(), cell % 16 * 8, cell / 16 * 8);
                differing += differs ? 1 : 0;
                assertThat(red.productCells().get(cell) || !differs)
                        .as("cell %d", cell)
                        .isTrue();
            }
            // a sliver at the edge of a cell counts as covered, though it changes little
            assertThat((double) red.productCells().cardinality()).isLessThan(1.1 * differing + 1);
        }
    }

    private static Slots teapots(ProductColor color, int count) {
        return new Slots(Product.TEAPOT, color, count, Scene.DESERT, LightSide.LEFT, null);
    }

    private static boolean differs(BufferedImage a, BufferedImage b, int x0, int y0) {
        int pixels = 0;
        for (int i = 0; i < 64; i++) {
            int x = x0 + i % 8, y = y0 + i / 8;
            pixels += Math.abs((a.getRGB(x, y) >> 16 & 255) - (b.getRGB(x, y) >> 16 & 255)) > 40 ? 1 : 0;
        }
        return pixels > 0;
    }

    @Test
    void photosAreWhiteAtTheBorderAtEverySize() {
        for (int px : new int[] {64, 200, 1024}) {
            BufferedImage photo = STUDIO.photo(Product.UMBRELLA, ProductColor.PURPLE, px);
            assertThat(photo.getWidth()).isEqualTo(px);
            for (int i = 0; i < px; i++) {
                assertThat(photo.getRGB(i, 0) & 0xffffff).isEqualTo(0xffffff);
                assertThat(photo.getRGB(0, i) & 0xffffff).isEqualTo(0xffffff);
            }
            assertThat(brightness(photo, px / 3, 2 * px / 3, px / 4, px / 2)).isLessThan(200);
        }
    }

    private static Offset<Double> within(double tolerance) {
        return Offset.offset(tolerance);
    }

    private static double brightness(BufferedImage image, int x0, int x1, int y0, int y1) {
        double sum = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int p = image.getRGB(x, y);
                sum += 0.30 * ((p >> 16) & 255) + 0.59 * ((p >> 8) & 255) + 0.11 * (p & 255);
            }
        }
        return sum / ((x1 - x0) * (y1 - y0));
    }

    /** Mean colours of an 8×8 grid. */
    private static double[] look(BufferedImage image) {
        double[] look = new double[8 * 8 * 3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int p = image.getRGB(x, y), cell = 3 * (y * 8 / image.getHeight() * 8 + x * 8 / image.getWidth());
                for (int channel = 0; channel < 3; channel++) {
                    look[cell + channel] += (p >> (8 * channel) & 255) * 64.0 / (image.getWidth() * image.getHeight());
                }
            }
        }
        return look;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
