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
        float before = half(Float.MIN_NORMAL); // 0 if ONNX Runtime has done the same to this thread
        var half = new CompletableFuture<Float>();
        var thread = new Thread(() -> {
            Denormals.flushInThisThread();
            half.complete(half(Float.MIN_NORMAL));
        });
        thread.start();

        assertThat(half.get()).isZero();
        assertThat(half(Float.MIN_NORMAL)).isEqualTo(before);
    }

    /** Not a constant, which the compiler would work out. */
    private static float half(float value) {
        return value * (float) Math.min(0.5, System.nanoTime());
    }
}
