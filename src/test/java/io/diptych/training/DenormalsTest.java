package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DenormalsTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void oneThreadTakesThemForZeroAndNoOther() throws Exception {
        // Threads of its own: ONNX Runtime may have done the same to the one that runs the tests.
        var flushed = new CompletableFuture<Float>();
        var plain = new CompletableFuture<Float>();
        new Thread(() -> {
                    flushed.join();
                    plain.complete(half(Float.MIN_NORMAL));
                })
                .start();
        new Thread(() -> {
                    Denormals.flushInThisThread();
                    flushed.complete(half(Float.MIN_NORMAL));
                })
                .start();

        assertThat(flushed.get()).isZero();
        assertThat(plain.get()).isPositive();
    }

    /** Not a constant, which the compiler would work out. */
    private static float half(float value) {
        return value * (float) Math.min(0.5, System.nanoTime());
    }
}
