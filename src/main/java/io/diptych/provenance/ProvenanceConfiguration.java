package io.diptych.provenance;

import io.diptych.storage.ObjectStore;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@EnableConfigurationProperties(ProvenanceProperties.class)
@Configuration(proxyBeanMethods = false)
class ProvenanceConfiguration {

    @Bean
    Ledger ledger(JdbcClient db) {
        return new Ledger(db);
    }

    @Bean
    Choices choices(JdbcClient db) {
        return new Choices(db);
    }

    @Bean
    ContactSheets contactSheets(ObjectStore store, @Value("${diptych.data:diptych-data}") Path data) {
        return new ContactSheets(store, data);
    }

    @Bean
    Verify verify(Ledger ledger) {
        return new Verify(ledger);
    }

    @Bean
    Trajectories trajectories(ObjectStore store) {
        return new Trajectories(store);
    }
}
