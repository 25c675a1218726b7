package io.diptych.evaluation;

import io.diptych.diffusion.SamplerSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the results of an arm belong to.
 *
 * @param bundle its digest
 * @param sampler null where nothing was sampled
 * @param batch shots that went through the model together
 * @param suite its identity
 */
record ResultHeader(String arm, String bundle, @Nullable SamplerSettings sampler, int batch, String suite) {}
