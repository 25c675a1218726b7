package io.diptych.shoot;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database does not answer any more. What it has confirmed before is recorded. */
class DatabaseGoneException extends RuntimeException {

    private static final String CLOSED = "Connection is closed"; // HikariCP, of a connection that broke before

    private DatabaseGoneException(String campaign, SQLException cause) {
        super(
                "The database does not answer any more (" + firstLine(cause) + "), so the run of campaign " + campaign
                        + " ends here. Everything recorded so far is kept: once the database is back, the same command goes"
                        + " on from there",
                cause);
    }

    /** That, if a failure came from it; else null. */
    static @Nullable DatabaseGoneException in(Throwable failure, String campaign) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isConnectionFailure(sql)) {
                return new DatabaseGoneException(campaign, sql);
            }
        }
        return null;
    }

    /** SQLSTATE class 08 is a broken connection, 57P01 to 57P03 a server that shuts down or starts. */
    private static boolean isConnectionFailure(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || CLOSED.equals(failure.getMessage())
                || state != null && (state.startsWith("08") || state.matches("57P0[123]"));
    }

    private static String firstLine(SQLException cause) {
        SQLException innermost = cause;
        while (innermost.getCause() instanceof SQLException inner) {
            innermost = inner;
        }
        String message = String.valueOf(innermost.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
