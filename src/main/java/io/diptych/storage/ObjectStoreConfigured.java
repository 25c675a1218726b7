package io.diptych.storage;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** An endpoint or a region is set, see {@link StorageProperties}. */
class ObjectStoreConfigured extends AnyNestedCondition {

    ObjectStoreConfigured() {
        super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("diptych.storage.endpoint")
    static class Endpoint {}

    @ConditionalOnProperty("diptych.storage.region")
    static class Region {}
}
