package io.diptych.shoot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Delivers one micro-batch while the model renders the next. At most one batch is under way: an upload that is slower
 * than the model slows it down instead of filling the heap.
 */
final class DeliveryWriter {

    private final Delivery delivery;
    private final ExecutorService threads;
    private final Duration patience;
    private List<Future<?>> underWay = List.of();

    DeliveryWriter(Delivery delivery, ExecutorService threads, Duration patience) {
        this.delivery = delivery;
        this.threads = threads;
        this.patience = patience;
    }

    void write(List<? extends RenderedBatch> batches) throws InterruptedException {
        finish();
        List<Future<?>> begun = new ArrayList<>();
        for (RenderedBatch batch : batches) {
            batch.failed().forEach(shot -> begun.add(threads.submit(() -> delivery.fail(shot))));
            batch.rendered().forEach(shot -> begun.add(threads.submit(() -> delivery.deliver(shot))));
        }
        underWay = begun;
    }

    /** Waits for what is under way. The first failure is thrown, after all others have ended. */
    void finish() throws InterruptedException {
        RuntimeException first = null;
        Deque<Future<?>> rest = new ArrayDeque<>(underWay);
        underWay = List.of();
        while (!rest.isEmpty()) {
            try {
                rest.poll().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                RuntimeException failure = e.getCause() instanceof RuntimeException runtime
                        ? runtime
                        : new IllegalStateException(e.getCause());
                first = first == null ? failure : first;
            } catch (TimeoutException e) {
                throw new IllegalStateException("A delivery has not ended within " + patience.toSeconds() + " s", e);
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
