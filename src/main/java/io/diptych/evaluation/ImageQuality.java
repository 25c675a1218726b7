package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.model.ImageCodec;
import io.diptych.model.Pixels;
import io.diptych.studio.Backdrop;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import io.diptych.studio.Studio;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How near a picture is to true renders on the level of pixels and codes, the geometric mean of two parts of 100
 * each (random codes are sharp, a flat picture is coherent; neither is worth much). Safe for use by many threads:
 *
 * <ul>
 *   <li>sharpness: the mean absolute Laplacian of the luminance, as a ratio to that of a true render of the scene (the
 *       smaller by the larger one, so that speckles cost as much as blur);
 *   <li>coherence: the share of picture codes that come back when the picture is encoded again. Codes that do not go
 *       together do not. 0 is the share of random codes, 100 that of {@value #RENDERS} true renders.
 * </ul>
 *
 * It does not say that the picture shows anything sensible: image alignment and consistency do.
 */
final class ImageQuality {

    private static final int RENDERS = 10;
    private static final int RANDOM_PICTURES = 4;

    private final StudioSuite calibration;
    private final Studio studio = new Studio();
    /** Share of codes that come back, by codec: of random codes, and of true renders. */
    private final Map<ImageCodec, double[]> usual = new ConcurrentHashMap<>();

    /** @param grid of the pictures that true renders are calibrated with */
    ImageQuality(Grid grid) {
        calibration = new StudioSuite(0, RENDERS, List.of(grid));
    }

    /**
     * @param codes of the picture
     * @param scene that the picture shows
     */
    double score(Pixels picture, ImageCodes codes, ImageCodec codec, Prompt prompt, Truth truth, Scene scene) {
        return Math.sqrt(sharpness(picture, prompt, truth, scene) * coherence(picture, codes, codec));
    }

    private double sharpness(Pixels picture, Prompt prompt, Truth truth, Scene scene) {
        Slots slots = truth.slots();
        double render = laplacian(
                scene == slots.scene()
                        ? Pixels.of(truth.picture())
                        : Pixels.of(studio.picture(
                                new Slots(
                                        slots.product(),
                                        slots.color(),
                                        slots.count(),
                                        scene,
                                        slots.light(),
                                        scene == Scene.SWEEP ? Backdrop.GREY : null),
                                prompt.seed(),
                                picture.width(),
                                picture.height())));
        double own = laplacian(picture);
        return 100 * Math.min(own, render) / Math.max(1e-9, Math.max(own, render));
    }

    private double coherence(Pixels picture, ImageCodes codes, ImageCodec codec) {
        double[] range = usual.computeIfAbsent(codec, this::range);
        return 100 * Math.min(1, Math.max(0, (kept(picture, codes.codes(), codec) - range[0]) / (range[1] - range[0])));
    }

    private double[] range(ImageCodec codec) {
        Grid grid = calibration.prompt(0).grid();
        var random = new Random(9);
        // Random pictures are made of every code that true renders have, all equally often.
        IntStream.Builder seen = IntStream.builder();
        double renders = 0, noise = 0;
        for (int i = 0; i < RENDERS; i++) {
            Truth truth = Objects.requireNonNull(calibration.prompt(i).truth());
            int[] codes = codec.encode(truth.picture(), grid);
            IntStream.of(codes).forEach(seen);
            renders += kept(codec.decode(codes, grid), codes, codec) / RENDERS;
        }
        int[] all = seen.build().distinct().toArray();
        for (int i = 0; i < RANDOM_PICTURES; i++) {
            int[] codes =
                    random.ints(grid.codes(), 0, all.length).map(at -> all[at]).toArray();
            noise += kept(codec.decode(codes, grid), codes, codec) / RANDOM_PICTURES;
        }
        return new double[] {Math.min(noise, renders - 0.01), renders};
    }

    private static double kept(Pixels picture, int[] codes, ImageCodec codec) {
        int[] again = codec.encode(picture);
        int kept = 0;
        for (int i = 0; i < codes.length; i++) {
            kept += codes[i] == again[i] ? 1 : 0;
        }
        return (double) kept / codes.length;
    }

    private static double laplacian(Pixels pixels) {
        int w = pixels.width(), h = pixels.height(), plane = w * h;
        float[] v = pixels.values(), light = new float[plane];
        for (int i = 0; i < plane; i++) {
            light[i] = 0.299f * v[i] + 0.587f * v[plane + i] + 0.114f * v[2 * plane + i];
        }
        double sum = 0;
        for (int y = 1; y < h - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int i = y * w + x;
                sum += Math.abs(4 * light[i] - light[i - 1] - light[i + 1] - light[i - w] - light[i + w]);
            }
        }
        return sum / ((w - 2) * (h - 2));
    }
}
