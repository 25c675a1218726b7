package io.diptych.console.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys to the API: shown once, kept as SHA-256, never good for longer than a year. */
@Component
public class ApiTokens {

    static final String PREFIX = "dpt_";
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(JdbcClient jdbc, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param secret what a client sends; it cannot be had again */
    public record NewToken(String secret, ApiToken token) {}

    /** Whom a token speaks for, and what it may do now: no more than its account. */
    record Bearer(String account, Role role) {}

    /** @throws AccountException if it would do more than its account may, or hold too long */
    public NewToken create(String account, String label, Role role, Duration validFor) {
        Account owner = accounts.find(account)
                .orElseThrow(() -> new AccountException("There is no account \"" + account + "\""));
        if (!owner.role().includes(role)) {
            throw new AccountException("You are " + owner.role() + "; a token of yours cannot be " + role);
        }
        if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(LONGEST) > 0) {
            throw new AccountException("A token is good for 1 to " + LONGEST.toDays() + " days");
        }
        if (label.isBlank() || label.length() > 100) {
            throw new AccountException("Give the token a name of at most 100 letters, to know it by");
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        ApiToken token = jdbc.sql("""
                        insert into api_token (digest, account, label, role, expires_at)
                        values (:digest, :account, :label, :role, :expires) returning *""")
                .param("digest", digest(secret))
                .param("account", account)
                .param("label", label.strip())
                .param("role", role.name())
                .param("expires", clock.instant().plus(validFor).atOffset(ZoneOffset.UTC))
                .query(ApiTokens::read)
                .single();
        return new NewToken(secret, token);
    }

    /** The latest first; of everyone where {@code account} is null. */
    public List<ApiToken> list(@Nullable String account) {
        return jdbc.sql("select * from api_token where :account::text is null or account = :account order by id desc")
                .param("account", account)
                .query(ApiTokens::read)
                .list();
    }

    /** Says whether there was such a token; {@code account} is null for administrators, who revoke everyone's. */
    public boolean revoke(long id, @Nullable String account) {
        return jdbc.sql("""
                        update api_token set revoked_at = now()
                        where id = :id and (:account::text is null or account = :account) and revoked_at is null""").param("id", id).param("account", account).update() == 1;
    }

    /** Empty for a token that is unknown, expired, revoked, or of an account that may not log in. */
    Optional<Bearer> bearer(String secret) {
        Instant now = clock.instant();
        Optional<ApiToken> token = jdbc.sql("select * from api_token where digest = :digest")
                .param("digest", digest(secret))
                .query(ApiTokens::read)
                .optional()
                .filter(found -> found.isValid(now));
        return token.flatMap(found -> accounts.find(found.account())
                .filter(Account::enabled)
                .map(owner -> {
                    noteUse(found, now);
                    return new Bearer(owner.name(), found.role().atMost(owner.role()));
                }));
    }

    private void noteUse(ApiToken token, Instant now) {
        if (token.usedAt() == null || token.usedAt().isBefore(now.minusSeconds(60))) {
            jdbc.sql("update api_token set used_at = now() where id = :id")
                    .param("id", token.id())
                    .update();
        }
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static ApiToken read(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("account"),
                row.getString("label"),
                Role.valueOf(row.getString("role")),
                Objects.requireNonNull(instant(row, "created_at")),
                Objects.requireNonNull(instant(row, "expires_at")),
                instant(row, "used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
