package io.diptych.cli;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.storage.LocalServers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code diptych shoot} as a process of its own, with the embedded database and object store. */
final class ShootProcess {

    private final Path folder;
    private final Path campaign;
    private Process process;

    ShootProcess(Path folder, Path campaign) {
        this.folder = folder;
        this.campaign = campaign;
    }

    Process start() throws IOException {
        return start("shoot", campaign.toString());
    }

    /** Another command on the same data. */
    Process start(String command, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED", // as the jar's manifest says
                "-XX:ErrorFile=" + folder.resolve("crash.txt"),
                "-cp",
                classPath(),
                DiptychApplication.class.getName(),
                command,
                "--data=" + data(),
                "--bundle=" + GoldenBundles.of("llada-tiny").directory());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("DIPTYCH_POSTGRES_BINARIES", LocalServers.BINARIES.toString());
        builder.environment().put("DIPTYCH_POSTGRES_DURABLE", "false");
        process = builder.redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        return process;
    }

    /** Waits for so many pictures, or for the process's end. */
    void untilPicturesLieIn(String bucket, int count) throws InterruptedException {
        while (process.isAlive() && pictures(bucket).size() < count) {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    /** Keys of the pictures that the embedded S3 holds. */
    List<String> pictures(String bucket) {
        Path objects = data().resolve("s3").resolve(bucket);
        if (!Files.isDirectory(objects)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(objects)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .map(file -> objects.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // The writer renames files under our eyes.
            return List.of();
        }
    }

    /** The application on the same data, in this process. */
    ConfigurableApplicationContext application() {
        return new SpringApplication(DiptychApplication.class)
                .run(
                        "--diptych.data=" + data(),
                        "--diptych.postgres.binaries=" + LocalServers.BINARIES,
                        "--diptych.postgres.durable=false");
    }

    /** Without this build's test classes: among them lies a logging configuration. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    Path data() {
        return folder.resolve("data");
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }

    String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    String log() throws IOException {
        return out() + err();
    }
}
