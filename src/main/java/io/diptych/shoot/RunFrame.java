package io.diptych.shoot;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SamplerSettings;

/**
 * Scene × variant: what the shots of a run that share it have in common.
 *
 * @param number within the run, from 0
 * @param variant empty where the campaign names none
 * @param grid the picture's size in codes
 */
record RunFrame(int number, String scene, String variant, Grid grid, SamplerSettings sampler) {}
