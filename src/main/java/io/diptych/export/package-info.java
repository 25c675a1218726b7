/**
 * Turns a checkpoint (Hugging Face layout: {@code config.json}, safetensors) into a bundle of ONNX graphs, in plain Java:
 * weights are read memory-mapped and written as a stream, so a model never has to fit into the heap.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"diffusion", "model"})
package io.diptych.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
