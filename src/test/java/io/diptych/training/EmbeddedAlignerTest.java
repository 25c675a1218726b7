package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.Aligner;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import io.diptych.studio.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The embedded bundle's aligner knows pictures that it was not trained on from copies that are wrong about them. */
class EmbeddedAlignerTest {

    private static final int PICTURES = 60;

    @TempDir
    static Path data;

    @Test
    void itScoresTheRightCopyAboveThoseThatAreWrongInOneSlotWhicheverItIs() {
        var bundle = bundle();
        try (var aligner =
                        bundle.aligner(new SessionSettings(1), new ModelClock()).orElseThrow();
                var codec = bundle.imageCodec(new SessionSettings(1), new ModelClock());
                var tokenizer = bundle.tokenizer()) {
            var samples =
                    new AlignerSamples(codec, bundle.manifest().vocabulary().codes(), 17);
            var words = AlignerBatches.Words.of(tokenizer);
            var right = new EnumMap<SlotChange, Integer>(SlotChange.class);
            var asked = new EnumMap<SlotChange, Integer>(SlotChange.class);
            for (int number = 0; number < PICTURES; number++) {
                var random = new SplittableRandom(number);
                var slots = samples.slots(number, Split.HELD_OUT_COMBINATIONS);
                var picture = aligner.picture(samples.revealed(samples.drawn(slots, number), 1, random));
                var studio = samples.studio();
                double score = Aligner.score(aligner.text(words.ids(studio.copy(slots, number))), picture);
                for (var change : SlotChange.values()) {
                    if (change.appliesTo(slots)) {
                        var wrong = words.ids(studio.copy(change.of(slots, random), number));
                        asked.merge(change, 1, Integer::sum);
                        right.merge(change, score > Aligner.score(aligner.text(wrong), picture) ? 1 : 0, Integer::sum);
                    }
                }
            }
            assertThat(asked.keySet()).containsExactly(SlotChange.values());
            assertThat(right)
                    .allSatisfy(
                            (change, count) -> assertThat(count).isGreaterThanOrEqualTo(asked.get(change) * 9 / 10));
        }
    }

    /** Runs in a process of its own, whose Java heap is resident from the start: what grows then is native memory. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void scoresLeaveNothingBehind() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scores.class.getName(),
                        bundle().directory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();

        // Pictures left behind would be 200 KiB each, 160 MiB in all; the allocator alone has grown by 11 MiB.
        assertThat(Long.parseLong(lines.get(lines.size() - 1))).isLessThan(40 << 20);
    }

    private static Bundle bundle() {
        return new Bundles().resolve(Bundles.STUDIO_MINI, data);
    }

    static final class Scores {

        public static void main(String[] arguments) throws IOException {
            var bundle = Bundle.open(Path.of(arguments[0]));
            try (var aligner =
                    bundle.aligner(new SessionSettings(1), new ModelClock()).orElseThrow()) {
                score(aligner, 400); // each size of picture and length of text has had its buffers then
                long before = residentBytes();
                score(aligner, 800);
                System.out.println(residentBytes() - before);
            }
        }

        private static void score(Aligner aligner, int times) {
            var random = new SplittableRandom(1);
            for (int i = 0; i < times; i++) {
                var text = aligner.text(random.ints(5 + i % 30, 15, 300).toArray());
                var grid = Grids.of(i);
                int width = 8 * grid.columns();
                int height = 8 * grid.rows();
                Aligner.score(text, aligner.picture(new Pixels(width, height, new float[3 * width * height])));
            }
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
