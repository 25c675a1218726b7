package io.diptych.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Threads that work on numbered pieces side by side; the results come in order. None of them ever loads a model: the
 * thread that makes ONNX Runtime's first session takes denormal numbers for zero from then on, and drawing wants them.
 */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private final int ahead;

    Workers(int count) {
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "evaluation");
            thread.setDaemon(true);
            return thread;
        });
        ahead = 2 * count;
    }

    /**
     * Works on the pieces 0 to {@code pieces − 1}.
     *
     * @param done takes the results in the order of their pieces, in the calling thread
     * @throws RuntimeException the first failure; what was not begun then is left alone
     */
    <T> void each(int pieces, IntFunction<T> work, Consumer<T> done) {
        Deque<Future<T>> underWay = new ArrayDeque<>();
        try {
            for (int piece = 0; piece < pieces || !underWay.isEmpty(); ) {
                if (piece < pieces && underWay.size() < ahead) {
                    int number = piece++;
                    underWay.add(threads.submit(() -> work.apply(number)));
                } else {
                    done.accept(result(underWay.remove()));
                }
            }
        } finally {
            underWay.forEach(future -> future.cancel(false));
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is under way: it uses models that are closed next. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
