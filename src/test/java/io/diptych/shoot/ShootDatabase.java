package io.diptych.shoot;

import io.diptych.storage.LocalServers;
import java.sql.Connection;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An empty, migrated database and the repositories of this package on it. */
final class ShootDatabase {

    private final DataSource dataSource = LocalServers.database();
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ShootDatabase() {
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    DataSource dataSource() {
        return dataSource;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Leases leases() {
        return new Leases(jdbc);
    }

    ShotList shots() {
        return new ShotList(jdbc, leases());
    }

    Partitions partitions() {
        return new Partitions(jdbc);
    }

    /** A run with this many open shots, not yet cut into partitions. */
    long plannedRun(String campaign, int shots) {
        long run = jdbc.sql("""
                        insert into campaign_run (version, campaign, definition, bundle, bucket, seed, catalog, state,
                            started_at)
                        values (0, :campaign, 'definition', 'bundle', 'diptych', 42, 'catalog.csv', 'OPEN', now()) returning id""").param("campaign", campaign).query(Long.class).single();
        try (Connection connection = dataSource.getConnection();
                ShotListWriter writer = new ShotListWriter(connection, run)) {
            for (int i = 0; i < shots; i++) {
                writer.writeOpen(new PlannedShot(
                        "sku-" + i,
                        "Title\t" + i + "\\n\n",
                        2,
                        0,
                        1,
                        "Place it",
                        "/photos/" + i + ".png",
                        "d",
                        "k" + i,
                        i,
                        1));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return run;
    }

    void inTransaction(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    <T> T inTransaction(Callable<T> work) {
        return transactions.execute(status -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
