package io.diptych.console.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to the API, without its secret.
 *
 * @param role what it may do, if its account may
 * @param usedAt its last use, to the minute; null before the first
 */
public record ApiToken(
        long id,
        String account,
        String label,
        Role role,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    public boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
