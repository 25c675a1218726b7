package io.diptych.shoot;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a worker does, in numbers: shots by outcome, seconds per step of the model, alignment of picture and copy, render
 * time, and how many shots wait. Without a registry, as in commands, it counts nothing.
 */
@Component
class ShootMeters implements MeterBinder {

    private final Workers workers;
    private final RenderTime renderTime;
    private volatile @Nullable MeterRegistry registry;

    ShootMeters(Workers workers, RenderTime renderTime) {
        this.workers = workers;
        this.renderTime = renderTime;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        registry = meters;
        Gauge.builder("diptych.shots.open", workers, Workers::openShots)
                .description("Shots that wait to be rendered or are being rendered, of all running campaigns")
                .register(meters);
        FunctionCounter.builder(
                        "diptych.render.seconds",
                        renderTime,
                        time -> time.total().wall().toMillis() / 1e3)
                .description("Time of this worker from claims of partitions to their last deliveries")
                .register(meters);
        FunctionCounter.builder(
                        "diptych.model.seconds",
                        renderTime,
                        time -> time.total().model().toMillis() / 1e3)
                .description("The part of it inside the model")
                .register(meters);
    }

    /** @param alignment of the finished picture and copy; null where no aligner looked */
    void delivered(@Nullable Double alignment) {
        MeterRegistry meters = registry;
        if (meters != null) {
            meters.counter("diptych.shots", "outcome", "done").increment();
            if (alignment != null) {
                DistributionSummary.builder("diptych.alignment")
                        .description("How well picture and copy agree, by the aligner")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(0.01)
                        .maximumExpectedValue(1.0)
                        .register(meters)
                        .record(Math.max(0, alignment));
            }
        }
    }

    void failed() {
        MeterRegistry meters = registry;
        if (meters != null) {
            meters.counter("diptych.shots", "outcome", "failed").increment();
        }
    }

    /** One forward of the model. */
    void step(Duration took) {
        MeterRegistry meters = registry;
        if (meters != null) {
            Timer.builder("diptych.step")
                    .description("One step of the model for a micro-batch")
                    .register(meters)
                    .record(took);
        }
    }
}
