package io.diptych.diffusion;

/**
 * A sampled pair.
 *
 * @param text token ids up to the end token, which is left out
 * @param picture the picture, completely decided
 * @param forwards model calls that the shot took part in
 */
public record Diptych(int[] text, ImageCodes picture, int forwards) {}
