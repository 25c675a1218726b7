/**
 * S3 objects, and the real servers of the local default: S3 on a folder and PostgreSQL, both started in the process
 * when no other ones are configured.
 */
@ApplicationModule(
        displayName = "Storage",
        allowedDependencies = {})
@NullMarked
package io.diptych.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
