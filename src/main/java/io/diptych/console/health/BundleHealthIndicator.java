package io.diptych.console.health;

import io.diptych.shoot.BundleInUse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the model bundle is there and whole. */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class BundleHealthIndicator extends AbstractHealthIndicator {

    private final BundleInUse bundle;

    BundleHealthIndicator(BundleInUse bundle) {
        super("The bundle cannot be used");
        this.bundle = bundle;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        BundleInUse.Facts facts = bundle.facts();
        health.up().withDetail("bundle", facts.name()).withDetail("digest", facts.digest());
    }
}
