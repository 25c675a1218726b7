package io.diptych.shoot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Lets one process at a time run a campaign. Held by a database session, so Postgres drops it when the process dies,
 * however it dies.
 */
final class CampaignLock implements AutoCloseable {

    private static final String KEY = "hashtextextended('diptych.' || lower(%s) || ':' || %s, 0)";

    /** SQL that tells whether anyone holds the lock of {@code run.kind} and {@code run.campaign}. */
    static final String IS_HELD = """
            exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
                    and database = (select oid from pg_database where datname = current_database())
                    and (classid::bigint << 32 | objid::bigint) = %s)""".formatted(KEY.formatted("run.kind", "run.campaign"));

    private final Connection session;
    private final RunKind kind;
    private final String campaign;

    private CampaignLock(Connection session, RunKind kind, String campaign) {
        this.session = session;
        this.kind = kind;
        this.campaign = campaign;
    }

    /** @throws CampaignBusyException if another process runs the campaign, or makes its trial */
    static CampaignLock take(DataSource database, RunKind kind, String campaign) {
        try {
            Connection session = database.getConnection();
            CampaignLock lock = new CampaignLock(session, kind, campaign);
            boolean taken = false;
            try {
                taken = lock.ask("select pg_try_advisory_lock(%s)");
            } finally {
                if (!taken) {
                    session.close();
                }
            }
            if (!taken) {
                throw new CampaignBusyException(campaign);
            }
            return lock;
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("Cannot lock campaign " + campaign, e);
        }
    }

    @Override
    public void close() {
        try {
            ask("select pg_advisory_unlock(%s)");
        } catch (SQLException e) {
            // The session is gone, and the lock with it.
        } finally {
            DataSourceUtils.releaseConnection(session, null);
        }
    }

    private boolean ask(String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql.formatted(KEY.formatted("?", "?")))) {
            statement.setString(1, kind.name());
            statement.setString(2, campaign);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
