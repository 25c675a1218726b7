/**
 * Campaigns: what to shoot. Reads campaign files, multiplies products by scenes and variants, gives every shot a key that
 * never changes and every take its seed, and says beforehand what a campaign would make. Planning streams: neither the
 * catalog nor the shots are ever held in memory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "scene"})
package io.diptych.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
