package io.diptych.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the parts of a batch side by side, one thread each, and adds up their gradients. Threads that meet once a step lose
 * far less to a busy machine than libtorch's own, which meet after every operation; so run with {@code OMP_NUM_THREADS=1}.
 * The sum is always taken in the same order: the result does not depend on which part is done first.
 */
final class Shards implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    /** One part of a step: the loss to differentiate and whatever the caller wants to know of it. */
    record Part<T>(NDArray loss, T result) {}

    /** Computes one part of a step with the leaves given to it; every array it makes must belong to {@code scope}. */
    @FunctionalInterface
    interface Forward<T> {
        Part<T> run(int shard, Map<String, NDArray> leaves, NDManager scope);
    }

    /** Gradients of the mean loss of all parts, belonging to the step's scope, and each part's result. */
    record Backward<T>(Map<String, NDArray> gradients, List<T> results) {}

    Shards(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            var thread = new Thread(
                    () -> {
                        Denormals.flushInThisThread();
                        task.run();
                    },
                    "training");
            thread.setDaemon(true);
            return thread;
        });
    }

    int count() {
        return count;
    }

    <T> Backward<T> run(Weights weights, NDManager scope, Forward<T> forward) {
        try (var collector = Engine.getEngine(PyTorch.NAME).newGradientCollector()) {
            var running = new ArrayList<Future<Done<T>>>();
            for (int shard = 0; shard < count; shard++) {
                int number = shard;
                running.add(threads.submit(() -> run(number, weights, scope, forward, collector)));
            }
            var gradients = new LinkedHashMap<String, NDArray>();
            var results = new ArrayList<T>();
            for (var future : running) {
                var done = await(future);
                results.add(done.result);
                done.gradients.forEach(
                        (name, gradient) -> gradients.merge(name, gradient, (sum, other) -> sum.addi(other)));
            }
            gradients.values().forEach(gradient -> gradient.divi(count));
            return new Backward<>(gradients, results);
        }
    }

    private record Done<T>(Map<String, NDArray> gradients, T result) {}

    private static <T> Done<T> run(
            int shard, Weights weights, NDManager scope, Forward<T> forward, GradientCollector collector) {
        // All but the gradients goes at once: the graph of a step is hundreds of megabytes.
        try (var own = scope.newSubManager()) {
            var leaves = weights.leaves(own);
            var part = forward.run(shard, leaves, own);
            collector.backward(part.loss);
            var gradients = new LinkedHashMap<String, NDArray>();
            leaves.forEach((name, leaf) -> {
                if (leaf.hasGradient()) {
                    var gradient = leaf.getGradient();
                    gradient.attach(scope);
                    gradients.put(name, gradient);
                }
            });
            return new Done<>(gradients, part.result);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a training step", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a training step failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
