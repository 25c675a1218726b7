/**
 * Trains the picture model and the denoiser on DJL's PyTorch engine. Models are pure functions of named weights; every
 * array of a step lives in that step's own {@link ai.djl.ndarray.NDManager}, so memory stays flat however long a run is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "diffusion", "model", "export", "studio"})
package io.diptych.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
