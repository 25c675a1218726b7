package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ProvenanceConfigurationTest {

    @Test
    void theLedgerInsistsOnItsCallersTransaction() {
        Asset asset = Samples.asset(Samples.shot("summer", "W-1"), 1, "b");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withUserConfiguration(ProvenanceConfiguration.class)
                .withBean(ObjectStore.class, LocalServers::bucket)
                .withPropertyValues(
                        "spring.datasource.url=" + LocalServers.databaseUrl(),
                        "spring.datasource.username=" + LocalServers.user(),
                        "spring.datasource.password=" + LocalServers.password())
                .run(app -> {
                    Ledger ledger = app.getBean(Ledger.class);
                    assertThatThrownBy(() -> ledger.record(asset.record(), asset.texts()))
                            .isInstanceOf(IllegalTransactionStateException.class);
                    assertThat(ledger.find(asset.record().id())).isEmpty();

                    new TransactionTemplate(app.getBean(PlatformTransactionManager.class))
                            .executeWithoutResult(status -> ledger.record(asset.record(), asset.texts()));
                    assertThat(app.getBean(Verify.class).check(asset.png()).verdict())
                            .isEqualTo(Verdict.EXACT);
                    assertThat(app).hasSingleBean(ContactSheets.class);
                });
    }
}
