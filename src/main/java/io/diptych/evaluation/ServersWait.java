package io.diptych.evaluation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/** Waits as long as a server asks by {@code Retry-After} (RFC 9110, 10.2.3), else longer each time. For one request. */
final class ServersWait implements BackOff {

    private final BackOff growing;
    private final Duration longest;
    private volatile long asked;

    ServersWait(Duration first, Duration longest) {
        this.growing = AskedJudge.growing(first, longest);
        this.longest = longest;
    }

    /** @param retryAfter seconds, or a date */
    void told(Optional<String> retryAfter) {
        long wait = retryAfter.map(ServersWait::millis).orElse(0L);
        asked = Math.max(0, Math.min(wait, longest.toMillis()));
    }

    private static long millis(String value) {
        if (value.strip().matches("\\d{1,6}")) {
            return 1000 * Long.parseLong(value.strip());
        }
        try {
            var until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(ZonedDateTime.now(until.getZone()), until).toMillis();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    @Override
    public BackOffExecution start() {
        BackOffExecution own = growing.start();
        return () -> {
            long wait = own.nextBackOff();
            return wait == BackOffExecution.STOP ? wait : asked > 0 ? asked : wait;
        };
    }
}
