package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void piecesAreWorkedOnAtTheSameTimeAndComeInOrder() {
        var both = new CyclicBarrier(2);
        List<Integer> done = new ArrayList<>();
        try (var workers = new Workers(2)) {
            workers.each(
                    20,
                    piece -> {
                        try {
                            // Passes only if two threads are here.
                            both.await(20, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException("piece " + piece + " was alone", e);
                        }
                        return piece;
                    },
                    done::add);
        }
        assertThat(done).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void aFailureEndsTheWorkAndWhatCameBeforeIsHandedOver() {
        Set<Integer> begun = new ConcurrentSkipListSet<>();
        List<Integer> done = new ArrayList<>();
        var running = new AtomicInteger();
        try (var workers = new Workers(2)) {
            assertThatThrownBy(() -> workers.each(
                            1_000,
                            piece -> {
                                running.incrementAndGet();
                                try {
                                    begun.add(piece);
                                    if (piece == 5) {
                                        throw new IllegalStateException("piece 5");
                                    }
                                    return piece;
                                } finally {
                                    running.decrementAndGet();
                                }
                            },
                            done::add))
                    .hasMessage("piece 5");
        }
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        assertThat(begun.size()).isLessThan(20);
        assertThat(running).hasValue(0);
    }
}
