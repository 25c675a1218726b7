/**
 * Bundles and what runs from them in ONNX Runtime: tokenizer, denoiser, image codec. A bundle is checked, file by file,
 * before anything in it is used.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"diffusion"})
package io.diptych.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
