package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.shoot.SmallCampaign;
import io.diptych.storage.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code kill -9} of a real process in the middle of a run, with the embedded database and object store. */
class KillTest {

    private static final int SHOTS = 48;

    @TempDir
    private Path folder;

    @Test
    void everyShotIsMadeExactlyOnceWhateverWasKilled() throws Exception {
        Path campaign = new SmallCampaign(folder, "killed")
                .scene("desk", "64x64", "w40 {title} w41 w42", 24)
                .scene("window", "96x64", "w50 w51 {title} , w52", 24)
                .products(SHOTS / 2)
                .file();

        Process process = shoot(campaign);
        while (process.isAlive() && pictures().size() < 8) {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly().waitFor();
        int whenKilled = pictures().size();
        assertThat(whenKilled).as(log()).isBetween(5, 43);

        assertThat(shoot(campaign).waitFor()).as(log()).isZero();

        assertThat(Files.readString(folder.resolve("out.txt")))
                .contains("run 1: 48 shots")
                .contains("0 failed");
        assertThat(pictures()).hasSize(SHOTS);
        try (var context = new SpringApplication(DiptychApplication.class).run(properties())) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select png_key from asset").query(String.class).list())
                    .hasSize(SHOTS)
                    .containsExactlyInAnyOrderElementsOf(pictures());
            assertThat(jdbc.sql("select count(distinct (shot_key, take_seed)) from asset")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(SHOTS);
            assertThat(jdbc.sql("select state, count(*) as shots from shot group by state")
                            .query()
                            .listOfRows()
                            .toString())
                    .isEqualTo("[{state=DONE, shots=48}]");
        }
    }

    private Process shoot(Path campaign) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                DiptychApplication.class.getName(),
                "shoot",
                "--data=" + data(),
                "--bundle=" + GoldenBundles.of("llada-tiny").directory(),
                campaign.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DIPTYCH_POSTGRES_BINARIES", LocalServers.BINARIES.toString());
        builder.environment().put("DIPTYCH_POSTGRES_DURABLE", "false");
        return builder.redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private String[] properties() {
        return new String[] {
            "--diptych.data=" + data(),
            "--diptych.postgres.binaries=" + LocalServers.BINARIES,
            "--diptych.postgres.durable=false"
        };
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Keys of the pictures that the embedded S3 holds. */
    private List<String> pictures() {
        Path bucket = data().resolve("s3").resolve("killed");
        if (!Files.isDirectory(bucket)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .map(file -> bucket.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // The writer renames files under our eyes.
            return List.of();
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("out.txt")) + Files.readString(folder.resolve("err.txt"));
    }
}
