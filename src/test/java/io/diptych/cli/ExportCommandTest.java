package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.export.GoldenBundles;
import io.diptych.model.Bundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    @Test
    void aCheckpointBecomesTheSameBundleAsFromJava() {
        Bundle expected = GoldenBundles.of("llada-tiny");
        Path checkpoint = GoldenBundles.directory("llada-tiny");
        Path out = folder.resolve("bundle");

        int code = cli.run(
                "export",
                "--checkpoint=" + checkpoint,
                "--out=" + out,
                "--special-tokens=tiny",
                "--image-model=" + GoldenBundles.directory("vq-tiny"),
                "--tokenizer=" + expected.directory().resolveSibling(Bundle.TOKENIZER),
                "--card=" + expected.directory().resolveSibling("diptych.json"));

        assertThat(cli.err()).isEmpty();
        assertThat(code).isZero();
        assertThat(Bundle.open(out).digest()).isEqualTo(expected.digest());
        assertThat(cli.out()).contains(expected.digest());
    }

    @Test
    void aCheckpointThatDoesNotExistIsWrongUsage() {
        assertThat(cli.run("export", "--checkpoint=" + folder.resolve("nowhere"), "--out=" + folder.resolve("b")))
                .isEqualTo(64);
        assertThat(cli.err()).contains("--checkpoint: there is no directory").contains("nowhere");
    }

    @Test
    void aCheckpointWithSomethingMissingFailsWithItsName() {
        assertThat(cli.run("export", "--checkpoint=" + folder, "--out=" + folder.resolve("b")))
                .isOne();
        assertThat(cli.err()).contains("config.json").doesNotContain("Exception");
    }
}
