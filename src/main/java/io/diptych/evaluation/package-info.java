/**
 * Measures how good a bundle is: judges that read pictures and copies, the suites they are put to, and what the figures
 * are worth.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"diffusion", "model", "studio"})
package io.diptych.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
