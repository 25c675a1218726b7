package io.diptych.provenance;

import io.diptych.storage.LocalServers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a fresh database with all migrations. */
final class LedgerFixture {

    final DataSource source = LocalServers.database();
    final JdbcClient db = JdbcClient.create(source);
    final Ledger ledger = new Ledger(db);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));

    LedgerFixture() {
        Flyway.configure().dataSource(source).load().migrate();
    }

    Ledger.Recorded record(Asset asset) {
        return transaction.execute(status -> ledger.record(asset.record(), asset.texts()));
    }
}
