package io.diptych.model;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Adds up the time spent inside ONNX Runtime's {@code run()}, over all threads and graphs that share this clock. */
public final class ModelClock {

    private final LongAdder nanos = new LongAdder();
    private final LongAdder runs = new LongAdder();

    void add(long nanos) {
        this.nanos.add(nanos);
        runs.increment();
    }

    /** Time inside {@code run()} so far. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos.sum());
    }

    /** Number of {@code run()}s so far. */
    public long runs() {
        return runs.sum();
    }
}
