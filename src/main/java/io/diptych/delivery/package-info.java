/** What leaves the house: approved assets as files for a shop. */
@NullMarked
@ApplicationModule(allowedDependencies = {"campaign", "provenance", "review", "storage"})
package io.diptych.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
