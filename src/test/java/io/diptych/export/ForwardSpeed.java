package io.diptych.export;

import io.diptych.diffusion.Forward;
import io.diptych.diffusion.ImageQueries;
import io.diptych.diffusion.TextQueries;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times forwards of a random model of studio-mini's shape: 427 tokens, 40 text and 256 picture queries per shot. Run its
 * {@code main}.
 */
final class ForwardSpeed {

    private static final int LENGTH = 427;
    private static final int TEXT = 40;
    private static final int CODES = 256;

    private ForwardSpeed() {}

    public static void main(String[] args) throws IOException {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        var bundle = StudioMiniShape.export(
                Files.createTempDirectory("speed"), RandomCheckpoint.Shape.STUDIO_MINI, ElementType.F16);
        var clock = new ModelClock();
        try (var denoiser = bundle.denoiser(new SessionSettings(threads), clock)) {
            for (int rows : new int[] {1, 2, 3, 6}) {
                var forward = forward(rows, new Random(rows));
                for (int i = 0; i < 5; i++) {
                    denoiser.predict(forward);
                }
                double cpu = cpuSeconds();
                var millis = new double[24];
                for (int i = 0; i < millis.length; i++) {
                    long start = System.nanoTime();
                    denoiser.predict(forward);
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
                double total = Arrays.stream(millis).sum();
                Arrays.sort(millis);
                System.out.printf(
                        "%d threads, %d rows of %d: median %.1f ms, best %.1f ms; 24 forwards %.2f s, %.2f s of processor%n",
                        threads, rows, LENGTH, millis[12], millis[0], total / 1000, cpuSeconds() - cpu);
            }
        }
    }

    /** The figure to go by on a busy machine. */
    private static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static Forward forward(int rows, Random random) {
        int answer = LENGTH - TEXT - CODES - 18;
        var picture = IntStream.range(0, CODES).map(i -> answer + i).toArray();
        var text = IntStream.range(LENGTH - TEXT, LENGTH).toArray();
        var guided = new float[CODES];
        Arrays.fill(guided, 2f);
        return new Forward(
                rows,
                LENGTH,
                random.ints(rows * LENGTH, 15, 1536).toArray(),
                random.ints(rows, 0, 20).toArray(),
                new TextQueries(text, new float[TEXT], new float[TEXT]),
                new ImageQueries(
                        picture,
                        shift(picture, rows > 1 ? LENGTH : 0),
                        shift(picture, rows > 2 ? 2 * LENGTH : 0),
                        guided,
                        guided,
                        IntStream.range(0, CODES)
                                .mapToObj(i -> 1f)
                                .collect(() -> new float[CODES], (a, v) -> Arrays.fill(a, v), (a, b) -> {}),
                        floats(random)));
    }

    private static int[] shift(int[] positions, int by) {
        return IntStream.of(positions).map(position -> position + by).toArray();
    }

    private static float[] floats(Random random) {
        var values = new float[CODES];
        for (int i = 0; i < CODES; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
