package io.diptych.provenance;

import java.util.Map;

/**
 * What an asset was made from.
 *
 * @param mode of the scene, {@code edit} or {@code place}
 * @param instructionDigest SHA-256 (hex) of the filled instruction in UTF-8, see {@link #digest}
 * @param photoDigest SHA-256 (hex) of the product photo's bytes
 * @param bundle name of the model bundle
 * @param bundleDigest SHA-256 (hex) of the bundle
 * @param sampler all settings of the sampler, version included; JSON values
 */
public record Inputs(
        String mode,
        String instructionDigest,
        String photoDigest,
        String bundle,
        String bundleDigest,
        Map<String, Object> sampler) {

    public Inputs {
        sampler = Map.copyOf(sampler);
    }

    public static String digest(String text) {
        return Sha256.hex(text);
    }
}
