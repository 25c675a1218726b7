package io.diptych.shoot;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shot that waits to be rendered.
 *
 * @param number of the row within the run's shot list
 * @param shot what to render
 * @param restores the recorded asset whose objects are gone and must come back with the same bytes; null for a new one
 */
record OpenShot(int number, PlannedShot shot, @Nullable UUID restores) {}
