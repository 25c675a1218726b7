package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.export.GoldenBundles;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class BundlesTest {

    @TempDir
    Path directory;

    private URLClassLoader application;
    private Bundles bundles;
    private Path data;

    @BeforeEach
    void embed() throws IOException {
        var resources = directory.resolve("application");
        FileSystemUtils.copyRecursively(GoldenBundles.of("llada-tiny").directory(), resources.resolve("bundles/tiny"));
        application = new URLClassLoader(new URL[] {resources.toUri().toURL()}, null);
        bundles = new Bundles(application);
        data = directory.resolve("data");
    }

    @AfterEach
    void close() throws IOException {
        application.close();
    }

    @Test
    void anEmbeddedBundleIsExtractedOnce() throws IOException {
        var first = bundles.resolve("tiny", data);
        var written = Files.getLastModifiedTime(first.directory().resolve("denoiser.weights"));

        var second = bundles.resolve("tiny", data);

        assertThat(second.directory()).isEqualTo(first.directory());
        assertThat(Files.getLastModifiedTime(second.directory().resolve("denoiser.weights")))
                .isEqualTo(written);
        assertThat(first.digest()).isEqualTo(GoldenBundles.of("llada-tiny").digest());
        assertThat(data.resolve("bundles")).isDirectoryNotContaining("glob:**.partial*");
    }

    @Test
    void aDamagedCopyIsReplaced() throws IOException {
        var first = bundles.resolve("tiny", data);
        Files.write(first.directory().resolve("denoiser.weights"), new byte[] {1, 2, 3});

        assertThat(bundles.resolve("tiny", data).digest()).isEqualTo(first.digest());
    }

    @Test
    void severalMayExtractAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var opened = threads.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Bundle>>mapToObj(i -> () -> bundles.resolve("tiny", data))
                    .toList());
            for (var bundle : opened) {
                assertThat(bundle.get().directory()).isDirectoryContaining("glob:**bundle.json");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aPathIsADirectory() {
        var golden = GoldenBundles.of("llada-tiny").directory();

        assertThat(bundles.resolve(golden.toString(), data).directory()).isEqualTo(golden);
        assertThat(data).doesNotExist();
    }

    @Test
    void whatIsNeitherIsSaidSo() {
        assertThatThrownBy(() -> bundles.resolve("tinny", data))
                .isInstanceOf(InvalidBundleException.class)
                .hasMessage("tinny: no bundle: neither a directory nor embedded (this build embeds none). Name the"
                        + " directory of one: --bundle=DIR");
        assertThatThrownBy(() -> new Bundles().resolve("tinny", data))
                .hasMessageContaining("(embedded is studio-mini)");
    }
}
