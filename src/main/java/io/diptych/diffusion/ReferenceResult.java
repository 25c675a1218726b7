package io.diptych.diffusion;

/**
 * Outcome of a {@code reference} run.
 *
 * @param sequence the sequence after the last step
 * @param text the text's ids, mask ids dropped; may hold anything, picture codes and special ids too
 * @param picture the picture; {@code leftOver} are drawn at random
 * @param leftOver indices of the codes that were never decided
 */
public record ReferenceResult(int[] sequence, int[] text, ImageCodes picture, int[] leftOver) {}
