package io.diptych.training;

import io.diptych.diffusion.ImageCodes;

/**
 * A studio sample as the denoiser sees it.
 *
 * @param instruction its ids
 * @param photo codes of the product photo
 * @param picture codes of the scene
 * @param product one per code of the picture: whether a product covers part of it
 * @param copy its ids, filled up with the end token
 */
record TokenSample(int[] instruction, ImageCodes photo, ImageCodes picture, boolean[] product, int[] copy) {}
