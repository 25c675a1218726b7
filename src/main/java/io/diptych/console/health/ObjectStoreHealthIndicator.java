package io.diptych.console.health;

import io.diptych.storage.ObjectStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Asks the object store for a key that is not there: that takes a network, a bucket and the right to read it. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ObjectStoreHealthIndicator extends AbstractHealthIndicator {

    private static final String NEVER_THERE = "diptych-health-check";

    private final ObjectStore store;

    ObjectStoreHealthIndicator(ObjectStore store) {
        super("The object store does not answer");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        store.exists(NEVER_THERE);
        health.up().withDetail("bucket", store.bucket());
    }
}
