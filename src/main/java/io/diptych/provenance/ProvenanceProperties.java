package io.diptych.provenance;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pictures say about how they came about.
 *
 * @param sourceType by scene mode, where it shall not be the usual one:
 *     {@code diptych.provenance.source-type.place=composite-synthetic}
 */
@ConfigurationProperties("diptych.provenance")
public record ProvenanceProperties(@DefaultValue Map<String, DigitalSourceType> sourceType) {

    private static final Map<String, DigitalSourceType> USUAL = Map.of(
            "edit", DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA,
            "place", DigitalSourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA);

    public ProvenanceProperties {
        sourceType = Map.copyOf(sourceType);
        for (String mode : sourceType.keySet()) {
            if (!USUAL.containsKey(mode)) {
                throw new IllegalArgumentException("diptych.provenance.source-type." + mode
                        + ": there is no scene mode '" + mode + "'; known: edit, place");
            }
        }
    }

    /** URI for the pictures of scenes with this mode. */
    public String sourceTypeOf(String mode) {
        DigitalSourceType usual = USUAL.get(mode);
        if (usual == null) {
            throw new IllegalArgumentException("unknown scene mode '" + mode + "'; known: edit, place");
        }
        return sourceType.getOrDefault(mode, usual).uri();
    }
}
