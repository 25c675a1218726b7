/**
 * Where every asset came from: the mark inside the file, the ledger in the database, and the ways to check one against
 * the other (verify, replay).
 */
@ApplicationModule(displayName = "Provenance", allowedDependencies = "storage")
@NullMarked
package io.diptych.provenance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
