package io.diptych.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.catalog.Catalogs;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.PhotoFormat;
import io.diptych.catalog.PhotoSource;
import io.diptych.scene.SceneLibrary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million shots are planned in a heap of 512 MiB, so 100,000 in a tenth of that. */
class PlanningMemoryTest {

    @TempDir
    Path folder;

    @Test
    void planningStreams() throws Exception {
        Shop shop = new Shop(folder);
        writeCatalog(folder.resolve("catalog.csv"), 50_000);
        Path campaign = shop.campaignFile("name: big\ncatalog: {path: catalog.csv}\nscenes: [sand, paint]\n");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx51m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanningMemoryTest.class.getName(),
                        campaign.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output))
                .startsWith("Campaign big: 50000 products, 2 scenes, 1 variant\n  100000 shots");
        assertThat(process.exitValue()).isZero();
    }

    /** Plans the campaign of the first argument over photos that need no disk. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Planner planner = new Planner(Catalogs.ofKnownFormats(), SceneLibrary.beside(file), new Imagined(), Shop.MODEL);
        try (Plan plan = planner.plan(CampaignFile.read(file))) {
            System.out.print(
                    PlanText.of(PlanReporter.report(plan, ExistingAssets.NONE, Domain.UNSTATED, new Pace(1, 1))));
        }
    }

    private static void writeCatalog(Path file, int products) throws IOException {
        List<String> colors = List.of("red", "green", "blue");
        String body = "\"<p>Made with care.</p>\n<p>" + "Soft and warm, it lasts for years. ".repeat(10) + "</p>\"";
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Image Src\n");
            for (int i = 0; i < products; i++) {
                csv.write("product-%d,Product %d,%s,Color,%s,SKU-%d,%d.png\n"
                        .formatted(i, i, body, colors.get(i % 3), i, i));
                csv.write("product-%d,,,,%s,SKU-%d-B,\n".formatted(i, colors.get((i + 1) % 3), i));
            }
        }
    }

    private static final class Imagined implements PhotoSource {

        @Override
        public boolean reads(String location) {
            return true;
        }

        @Override
        public Optional<PhotoFacts> look(String location) {
            return Optional.of(
                    new PhotoFacts(String.format("%064x", location.hashCode()), PhotoFormat.PNG, 1024, 1024));
        }

        @Override
        public Photo fetch(String location) {
            throw new AssertionError("planning fetches nothing");
        }
    }
}
