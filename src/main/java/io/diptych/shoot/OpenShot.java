package io.diptych.shoot;

/**
 * A shot that waits to be rendered.
 *
 * @param number of the row within the run's shot list
 * @param shot what to render
 */
record OpenShot(int number, PlannedShot shot) {}
