package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.studio.Product;
import io.diptych.studio.Studio;
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

    /** JSVG tells equal stops of a gradient apart by the smallest number there is, so the art must not have any. */
    @Test
    void theStudioDrawsAllProductsInSuchAThread() throws Exception {
        var drawn = new CompletableFuture<Integer>();
        new Thread(() -> {
                    Denormals.flushInThisThread();
                    var studio = new Studio();
                    int count = 0;
                    try {
                        for (var product : Product.values()) {
                            studio.photo(product, product.colors().get(0), 64);
                            count++;
                        }
                        drawn.complete(count);
                    } catch (RuntimeException e) {
                        drawn.completeExceptionally(e);
                    }
                })
                .start();

        assertThat(drawn.get()).isEqualTo(Product.values().length);
    }

    /** Not a constant, which the compiler would work out. */
    private static float half(float value) {
        return value * (float) Math.min(0.5, System.nanoTime());
    }
}
