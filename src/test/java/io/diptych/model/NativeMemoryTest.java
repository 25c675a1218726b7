package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.Forward;
import io.diptych.diffusion.ImageQueries;
import io.diptych.diffusion.TextQueries;
import io.diptych.export.GoldenBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {

    /** Runs in a process of its own, whose Java heap is resident from the start: what grows then is native memory. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void twoThousandForwardsLeaveNothingBehind() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forwards.class.getName(),
                        GoldenBundles.of("llada-tiny").directory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        long growth = Long.parseLong(lines.get(lines.size() - 1));

        System.out.printf("2,000 forwards: resident memory %+.1f MiB%n", growth / 1048576.0);
        // Inputs or results that are not closed amount to more than 16 MiB.
        assertThat(growth).isLessThan(8 << 20);
    }

    static final class Forwards {

        private static final int LENGTH = 24;

        public static void main(String[] arguments) throws IOException {
            var bundle = Bundle.open(Path.of(arguments[0]));
            try (var denoiser = bundle.denoiser(new SessionSettings(1), new ModelClock())) {
                var random = new Random(1);
                run(denoiser, random, 500);
                long before = residentBytes();
                run(denoiser, random, 2000);
                System.out.println(residentBytes() - before);
            }
        }

        private static void run(OnnxDenoiser denoiser, Random random, int forwards) {
            for (int i = 0; i < forwards; i++) {
                denoiser.predict(forward(random));
            }
        }

        private static Forward forward(Random random) {
            int rows = 1 + random.nextInt(2);
            int texts = 150 + random.nextInt(4);
            int images = 150 + random.nextInt(4);
            int tokens = rows * LENGTH;
            return new Forward(
                    rows,
                    LENGTH,
                    random.ints(tokens, 0, 364).toArray(),
                    new int[rows],
                    new TextQueries(random.ints(texts, 0, tokens).toArray(), new float[texts], new float[texts]),
                    new ImageQueries(
                            random.ints(images, 0, tokens).toArray(),
                            random.ints(images, 0, tokens).toArray(),
                            random.ints(images, 0, tokens).toArray(),
                            new float[images],
                            new float[images],
                            new float[images],
                            new float[images]));
        }

        private static long residentBytes() throws IOException {
            System.gc();
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
