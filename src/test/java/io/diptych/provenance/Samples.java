package io.diptych.provenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Takes, pictures and assets for tests, each the same in every run. */
final class Samples {

    static final Environment ENVIRONMENT = new Environment("CPU", "4 cores", "amd64 avx2 fma", "1.29.0", "17.0.15+6");

    private Samples() {}

    static Shot shot(String campaign, String sku) {
        return new Shot(campaign, Sha256.hex(sku), sku, "beach-afternoon", "square");
    }

    static Take take(Shot shot, int number) {
        Inputs inputs = new Inputs(
                "edit",
                Inputs.digest("Place one Watch on the beach"),
                Sha256.hex("photo of " + shot.sku()),
                "studio-mini",
                Sha256.hex("bundle"),
                Map.of("text-steps", 24, "image-guidance", 2.0, "image-step-indices", List.of(1, 2)));
        return new Take(
                shot,
                number,
                1_000L * number,
                inputs,
                DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA.uri(),
                "Diptych 0.1.0");
    }

    static Source source() {
        return new Source("Watch", "Place one Watch on the beach", "photos/watch.jpg");
    }

    static Rendering rendering() {
        return new Rendering(
                Map.of("rows", 6, "shots", 3, "slot", 1),
                "worker-1",
                ENVIRONMENT,
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:07.5Z"),
                Duration.ofMillis(1_250));
    }

    static Rendered rendered(long seed) {
        return new Rendered(
                picture(96, 64, seed), new int[] {1, 2, (int) seed}, new int[] {7, 8, 9}, "A watch, <one>.");
    }

    static Asset asset(Shot shot, int take, String bucket) {
        Take planned = take(shot, take);
        return Asset.of(
                planned, rendering(), rendered(shot.key().hashCode() + take), source(), Place.bucket(bucket), null);
    }

    /** Smooth, with some noise, like a photo. */
    static Raster picture(int width, int height, long seed) {
        Random random = new Random(seed);
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % width;
            int y = i / width;
            int red = 255 * x / width;
            int green = 255 * y / height;
            int blue = 128 + random.nextInt(17) - 8;
            rgb[i] = red << 16 | green << 8 | blue;
        }
        return new Raster(width, height, rgb);
    }
}
