package io.diptych.storage;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Neither an endpoint nor a region is set, see {@link StorageProperties}. */
class NoObjectStoreConfigured extends NoneNestedConditions {

    NoObjectStoreConfigured() {
        super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("diptych.storage.endpoint")
    static class Endpoint {}

    @ConditionalOnProperty("diptych.storage.region")
    static class Region {}
}
