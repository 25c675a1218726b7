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

    private final Connection session;
    private final String campaign;

    private CampaignLock(Connection session, String campaign) {
        this.session = session;
        this.campaign = campaign;
    }

    /** @throws IllegalStateException if another process runs the campaign */
    static CampaignLock take(DataSource database, String campaign) {
        try {
            Connection session = database.getConnection();
            boolean taken = false;
            try {
                taken = ask(session, "select pg_try_advisory_lock(hashtextextended(?, 0))", campaign);
            } finally {
                if (!taken) {
                    session.close();
                }
            }
            if (!taken) {
                throw new IllegalStateException("Campaign " + campaign
                        + " is being shot by another process. Wait until it has ended, or stop it");
            }
            return new CampaignLock(session, campaign);
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("Cannot lock campaign " + campaign, e);
        }
    }

    @Override
    public void close() {
        try {
            ask(session, "select pg_advisory_unlock(hashtextextended(?, 0))", campaign);
        } catch (SQLException e) {
            // The session is gone, and the lock with it.
        } finally {
            DataSourceUtils.releaseConnection(session, null);
        }
    }

    private static boolean ask(Connection session, String sql, String campaign) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, "diptych.campaign:" + campaign);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
