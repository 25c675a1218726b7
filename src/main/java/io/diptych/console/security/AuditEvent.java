package io.diptych.console.security;

import java.time.Instant;

/**
 * What someone did, or tried to.
 *
 * @param actor name of the account; of a failed login, the name that was tried
 * @param address where the request came from
 * @param action such as {@code login} or {@code POST}
 * @param target path of the request
 * @param outcome such as {@code ok} or {@code refused}
 */
public record AuditEvent(
        long id, Instant at, String actor, String address, String action, String target, String outcome) {}
