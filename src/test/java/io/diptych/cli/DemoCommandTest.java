package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.export.GoldenBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What {@code demo} says before it draws half a minute of photos. */
class DemoCommandTest {

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    @Test
    void aMissingBundleIsSaidFirst() {
        assertThat(demo("--bundle=" + folder.resolve("nowhere"))).isOne();

        assertThat(cli.err())
                .startsWith("diptych: " + folder.resolve("nowhere") + ": no bundle")
                .contains("--bundle=DIR");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aBrokenBundleIsSaidFirst() throws IOException {
        Path bundle = folder.resolve("bundle");
        FileSystemUtils.copyRecursively(GoldenBundles.of("llada-tiny").directory(), bundle);
        Path weights = bundle.resolve("denoiser.weights");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[7] ^= 1;
        Files.write(weights, bytes);

        assertThat(demo("--bundle=" + bundle)).isOne();

        assertThat(cli.err()).contains("denoiser.weights").contains("altered");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private int demo(String bundle) {
        return cli.run("demo", "--data=" + folder.resolve("data"), bundle);
    }
}
