package io.diptych.provenance;

/**
 * What the model made of a take, before it becomes a file.
 *
 * @param codes picture codes, row by row
 * @param textIds token ids of the copy, without the end token
 */
public record Rendered(Raster picture, int[] codes, int[] textIds, String copy) {}
