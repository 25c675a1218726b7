package io.diptych.shoot;

import io.diptych.provenance.Rendered;
import java.time.Duration;
import java.time.Instant;

/**
 * A shot as the model left it.
 *
 * @param modelTime this shot's share of the time inside {@code run()}
 */
record RenderedShot(
        PreparedShot prepared, Rendered result, Instant startedAt, Instant finishedAt, Duration modelTime) {}
