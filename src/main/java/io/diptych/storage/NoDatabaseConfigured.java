package io.diptych.storage;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** {@code spring.datasource.url} is not set. */
class NoDatabaseConfigured extends NoneNestedConditions {

    NoDatabaseConfigured() {
        super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static class Url {}
}
