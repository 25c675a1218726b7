/** The commands of {@code diptych}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"export", "model", "shoot"})
package io.diptych.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
