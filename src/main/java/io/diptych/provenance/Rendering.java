package io.diptych.provenance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Who rendered an asset, where and when.
 *
 * @param batch shape of the batch that the take was part of; JSON values
 * @param modelTime share of the model's {@code run()} calls that fell to this take
 */
public record Rendering(
        Map<String, Object> batch,
        String worker,
        Environment environment,
        Instant startedAt,
        Instant finishedAt,
        Duration modelTime) {

    public Rendering {
        batch = Map.copyOf(batch);
    }
}
