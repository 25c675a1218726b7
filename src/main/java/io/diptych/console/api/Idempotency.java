package io.diptych.console.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a client ask again when it does not know whether its first request came through: with the same {@code
 * Idempotency-Key} something is created once, and both requests get the same answer. Keys hold for a day, each for one
 * account.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class Idempotency {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Idempotency(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Kept(
            String route,
            String digest,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body) {}

    /**
     * Answers from what was kept, or by doing it.
     *
     * @param key null where the client sent none: then it is done each time
     * @param request what was asked for; the same key with another request is an error
     */
    ResponseEntity<?> once(
            @Nullable String key, String account, String route, Object request, Callable<ResponseEntity<?>> action)
            throws Exception {
        if (key == null) {
            return action.call();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST, "idempotency-key", HEADER + " has 1 to " + LONGEST_KEY + " characters");
        }
        String digest = digest(json.writeValueAsString(request));
        if (!begin(key, account, route, digest)) {
            return kept(key, account, route, digest);
        }
        boolean done = false;
        try {
            ResponseEntity<?> answer = action.call();
            keep(key, account, answer);
            done = true;
            return answer;
        } finally {
            if (!done) {
                forget(key, account);
            }
        }
    }

    /** A first request that is not answered after ten minutes died with its server. */
    private boolean begin(String key, String account, String route, String digest) {
        jdbc.sql("""
                        delete from idempotency_key where created_at < now() - interval '1 day'
                        or status is null and created_at < now() - interval '10 minutes'""").update();
        return jdbc.sql("""
                        insert into idempotency_key (account, key, route, digest)
                        values (:account, :key, :route, :digest) on conflict do nothing""")
                        .param("account", account)
                        .param("key", key)
                        .param("route", route)
                        .param("digest", digest)
                        .update()
                == 1;
    }

    private ResponseEntity<?> kept(String key, String account, String route, String digest) {
        Kept kept = jdbc.sql("select * from idempotency_key where account = :account and key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, n) -> new Kept(
                        row.getString("route"),
                        row.getString("digest"),
                        row.getObject("status", Integer.class),
                        row.getString("location"),
                        row.getString("body")))
                .optional()
                .orElseThrow(Idempotency::underWay);
        if (!kept.route.equals(route) || !kept.digest.equals(digest)) {
            throw new ApiException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key",
                    "This " + HEADER + " was used for another request; take a new one");
        }
        if (kept.status == null) {
            throw underWay();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(kept.status).contentType(MediaType.APPLICATION_JSON);
        if (kept.location != null) {
            answer.header(HttpHeaders.LOCATION, kept.location);
        }
        return answer.body(json.readTree(String.valueOf(kept.body)));
    }

    private void keep(String key, String account, ResponseEntity<?> answer) {
        jdbc.sql("""
                        update idempotency_key set status = :status, location = :location, body = :body
                        where account = :account and key = :key""")
                .param("status", answer.getStatusCode().value())
                .param("location", answer.getHeaders().getFirst(HttpHeaders.LOCATION))
                .param("body", json.writeValueAsString(answer.getBody()))
                .param("account", account)
                .param("key", key)
                .update();
    }

    private void forget(String key, String account) {
        jdbc.sql("delete from idempotency_key where account = :account and key = :key")
                .param("account", account)
                .param("key", key)
                .update();
    }

    private static ApiException underWay() {
        return new ApiException(
                HttpStatus.CONFLICT,
                "idempotency-key",
                "The first request with this " + HEADER + " is under way; ask again soon");
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
