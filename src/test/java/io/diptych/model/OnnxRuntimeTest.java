package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A replay asks for the version before it loads a graph; in this process others may have done so already. */
class OnnxRuntimeTest {

    @Test
    void theVersionCanBeAskedForBeforeAGraphIsLoaded() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnnxRuntimeTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).endsWith("then a model\n");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) {
        System.out.println(OnnxRuntime.version());
        Model.newInstance("any", OnnxRuntime.ENGINE).close();
        System.out.print("then a model\n");
    }
}
