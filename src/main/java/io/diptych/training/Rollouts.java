package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.LogitsSampling;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Samples shots with the weights in training, by the same sampler that renders, and keeps their trajectories. */
final class Rollouts implements AutoCloseable {

    private final DenoiserConfig config;
    private final SequenceLayout layout;
    private final NDManager manager;
    private final int threads;
    private final ExecutorService executor;

    /** @param threads that shots are divided among; with {@code OMP_NUM_THREADS=1} each has a core to itself */
    Rollouts(DenoiserConfig config, SequenceLayout layout, int threads, NDManager manager) {
        this.config = config;
        this.layout = layout;
        this.manager = manager;
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(
                    () -> {
                        Denormals.flushInThisThread();
                        task.run();
                    },
                    "rollouts");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One trajectory a shot, in their order. The weights must not change meanwhile. */
    List<Trajectory> sample(Weights weights, List<ShotRequest> shots) {
        int part = (shots.size() + threads - 1) / threads;
        var running = new ArrayList<Future<List<Trajectory>>>();
        for (int from = 0; from < shots.size(); from += part) {
            var own = shots.subList(from, Math.min(shots.size(), from + part));
            running.add(executor.submit(() -> run(weights, own)));
        }
        var trajectories = new ArrayList<Trajectory>();
        for (var future : running) {
            trajectories.addAll(await(future));
        }
        return trajectories;
    }

    private List<Trajectory> run(Weights weights, List<ShotRequest> shots) {
        var trajectories = shots.stream()
                .map(shot -> new Trajectory(shot, layout.maskedText()))
                .toList();
        try (var denoiser = new LogitsSampling(new PyTorchDenoiser(config, weights, manager), layout.vocabulary())) {
            new ParallelSampler(denoiser, layout, BatchShape.fitting(8))
                    .sample(shots, step -> trajectories.get(step.shot()).add(step));
        }
        return trajectories;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of rollouts", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a rollout failed", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
