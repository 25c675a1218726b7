package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts of a batch side by side give the gradient of the whole. */
class ShardsTest {

    private final NDManager manager = PyTorch.manager();
    private final Weights weights = new Weights(manager).put("w", new Shape(1), new float[] {3});

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void gradientsAreMeansOverTheParts() {
        try (var shards = new Shards(2);
                var scope = manager.newSubManager()) {
            // loss (3 x)², x = 1 and 2: gradients 6 and 24
            var backward = shards.run(weights, scope, (shard, leaves, own) -> part(leaves, shard + 1));

            assertThat(backward.gradients().get("w").toFloatArray()).containsExactly(15);
            assertThat(backward.results()).isEqualTo(List.of(9f, 36f));
        }
    }

    @Test
    void aFailureInAPartFailsTheStepAndTheNextStepIsClean() {
        try (var shards = new Shards(2);
                var scope = manager.newSubManager()) {
            assertThatThrownBy(() -> shards.run(weights, scope, (shard, leaves, own) -> {
                        if (shard == 1) {
                            throw new ArithmeticException("no loss");
                        }
                        return part(leaves, 1);
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("no loss");

            var backward = shards.run(weights, scope, (shard, leaves, own) -> part(leaves, 1));
            assertThat(backward.gradients().get("w").getFloat(0)).isCloseTo(6, within(1e-6f));
        }
    }

    private static Shards.Part<Float> part(Map<String, NDArray> leaves, float x) {
        var loss = leaves.get("w").mul(x).square().sum();
        return new Shards.Part<>(loss, loss.getFloat());
    }
}
