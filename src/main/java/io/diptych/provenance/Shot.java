package io.diptych.provenance;

/**
 * The planned picture that an asset is a take of.
 *
 * @param key digest (lower-case hex) of all that decides how the shot looks
 */
public record Shot(String campaign, String key, String sku, String scene, String variant) {}
