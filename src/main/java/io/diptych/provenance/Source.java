package io.diptych.provenance;

/**
 * The texts that a take was made from.
 *
 * @param title of the product
 * @param instruction filled
 * @param photoReference where the product photo is found
 */
public record Source(String title, String instruction, String photoReference) {}
