package io.diptych.campaign;

/**
 * The model that a campaign is shot with.
 *
 * @param bundleDigest of the whole bundle
 * @param samplerVersion changes whenever the sampler makes another picture of the same inputs
 */
public record ModelIdentity(String bundleDigest, String samplerVersion) {}
