package io.diptych.shoot;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads one step ahead: while the model renders a batch, the photos of the next one are fetched and decoded.
 *
 * @param <T> what is read
 * @param <R> what becomes of it on the other thread
 */
final class Prefetching<T, R> implements ItemReader<R> {

    private final Iterator<T> items;
    private final Function<T, R> preparation;
    private final ExecutorService thread;
    private @Nullable Future<R> next;

    Prefetching(List<T> items, Function<T, R> preparation, ExecutorService thread) {
        this.items = items.iterator();
        this.preparation = preparation;
        this.thread = thread;
    }

    @Override
    public @Nullable R read() throws InterruptedException {
        if (next == null) {
            next = begin();
        }
        if (next == null) {
            return null;
        }
        Future<R> current = next;
        next = begin();
        try {
            return current.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private @Nullable Future<R> begin() {
        if (!items.hasNext()) {
            return null;
        }
        T item = items.next();
        return thread.submit(() -> preparation.apply(item));
    }
}
