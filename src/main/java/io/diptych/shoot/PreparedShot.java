package io.diptych.shoot;

import io.diptych.model.Pixels;

/**
 * A shot with everything that the model needs.
 *
 * @param instruction token ids
 * @param photo letterboxed to the bundle's photo size
 */
record PreparedShot(OpenShot open, RunFrame frame, int[] instruction, Pixels photo) {}
