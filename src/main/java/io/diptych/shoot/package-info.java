/**
 * The Spring Batch jobs: a campaign job plans shots and releases partitions of them, workers claim partitions over
 * db-scheduler, render and deliver.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"catalog", "scene", "campaign", "diffusion", "model", "storage", "provenance"})
package io.diptych.shoot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
