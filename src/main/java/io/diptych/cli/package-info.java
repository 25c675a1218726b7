/** The commands of {@code diptych}. */
@NullMarked
@ApplicationModule(allowedDependencies = "shoot")
package io.diptych.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
