package io.diptych.provenance;

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
    Verify verify(Ledger ledger) {
        return new Verify(ledger);
    }
}
