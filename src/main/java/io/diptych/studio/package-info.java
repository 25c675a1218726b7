/**
 * The synthetic studio: draws product photos, scenes, instructions and copy, deterministically from a seed. Engine-free:
 * Java2D and JSVG only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.diptych.studio;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
