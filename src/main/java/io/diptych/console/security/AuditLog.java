package io.diptych.console.security;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what, from where, and whether it was allowed. Append-only: the database refuses anything else. */
@Component
public class AuditLog {

    private static final int LONGEST = 300;

    private final JdbcClient jdbc;

    AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String actor, String address, String action, String target, String outcome) {
        jdbc.sql("""
                        insert into audit_event (actor, address, action, target, outcome)
                        values (:actor, :address, :action, :target, :outcome)""")
                .param("actor", clean(actor))
                .param("address", clean(address))
                .param("action", action)
                .param("target", clean(target))
                .param("outcome", outcome)
                .update();
    }

    /**
     * The latest first.
     *
     * @param before events with a smaller id; null for the first page
     * @param actor of one account only; null for all
     */
    public List<AuditEvent> list(@Nullable Long before, @Nullable String actor, int size) {
        return jdbc.sql("""
                        select * from audit_event
                        where (:before::bigint is null or id < :before) and (:actor::text is null or actor = :actor)
                        order by id desc limit :size""")
                .param("before", before)
                .param("actor", actor)
                .param("size", size)
                .query((row, n) -> new AuditEvent(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("outcome")))
                .list();
    }

    /** Names of failed logins are whatever someone typed. */
    private static String clean(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}
