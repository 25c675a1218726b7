/**
 * The sampler: token layout, schedules, the parallel denoising of picture and text, guidance. Plain Java: no Spring, no
 * ONNX Runtime, no input or output. It speaks to a model only through {@link io.diptych.diffusion.Denoiser} and {@link
 * io.diptych.diffusion.LogitsDenoiser}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.diptych.diffusion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
