package io.diptych.training;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a training run is.
 *
 * @param stage {@code vq} or {@code denoiser}
 * @param step steps of the stage done, of {@code steps}
 * @param losses means since the last report, by name
 * @param samplesPerSecond since the last report
 * @param left estimated time to the end of the stage
 */
public record TrainingProgress(
        String stage, long step, long steps, Map<String, Double> losses, double samplesPerSecond, Duration left) {

    /** One line for a terminal or a log. */
    @Override
    public String toString() {
        var values = losses.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %d/%d: %s; %.1f samples/s, %d:%02d:%02d left",
                stage,
                step,
                steps,
                values,
                samplesPerSecond,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
