package io.diptych;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the packages run one way, as each {@code package-info.java} declares. */
class ModularityTest {

    @Test
    void everyPackageUsesOnlyWhatItDeclares() {
        ApplicationModules.of(DiptychApplication.class).verify();
    }
}
