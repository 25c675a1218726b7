package io.diptych.training;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * A window over an endless row of samples: at step s it holds the samples {@code s·fresh} to {@code s·fresh + size - 1}.
 * So samples are seen a few times and then never again, and what a step finds depends on its number alone.
 */
final class FreshPool<T> implements AutoCloseable {

    private final int size;
    private final int fresh;
    private final int ahead;
    private final LongFunction<T> maker;
    private final ExecutorService threads;
    private final ConcurrentMap<Long, Future<T>> made = new ConcurrentHashMap<>();
    private long first;

    /**
     * @param fresh samples replaced at each step
     * @param maker makes a sample from its number; called from several threads
     */
    FreshPool(int size, int fresh, int threads, LongFunction<T> maker) {
        this.size = size;
        this.fresh = fresh;
        this.ahead = Math.min(64, 4 * fresh); // made while the step before is still running
        this.maker = maker;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "samples");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Moves the window to a step; waits until its samples are made. */
    void moveTo(long step) {
        first = step * fresh;
        made.keySet().removeIf(number -> number < first || number >= first + size + ahead);
        for (long number = first; number < first + size + ahead; number++) {
            made.computeIfAbsent(number, missing -> threads.submit(() -> maker.apply(missing)));
        }
        for (long number = first; number < first + size; number++) {
            get(made.get(number));
        }
    }

    int size() {
        return size;
    }

    /** Number of the sample at an index of the window, which also is its seed. */
    long number(int index) {
        return first + index;
    }

    T get(int index) {
        return get(made.get(first + index));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while samples were made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sample could not be made", e.getCause());
        }
    }

    /** Returns when no sample is being made any more: what makes them may be closed after. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
