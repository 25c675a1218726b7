package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProvenancePropertiesTest {

    private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    @Test
    void eachModeHasItsUsualSourceType() {
        ProvenanceProperties usual = new ProvenanceProperties(Map.of());

        assertThat(usual.sourceTypeOf("edit")).isEqualTo(VOCABULARY + "trainedAlgorithmicMedia");
        assertThat(usual.sourceTypeOf("place")).isEqualTo(VOCABULARY + "compositeWithTrainedAlgorithmicMedia");
        assertThatThrownBy(() -> usual.sourceTypeOf("paint")).hasMessageContaining("edit, place");
    }

    @Test
    void anotherOneCanBeConfigured() {
        ProvenanceProperties configured = new Binder(new MapConfigurationPropertySource(
                        Map.of("diptych.provenance.source-type.place", "composite-synthetic")))
                .bind("diptych.provenance", ProvenanceProperties.class)
                .get();

        assertThat(configured.sourceTypeOf("place")).isEqualTo(VOCABULARY + "compositeSynthetic");
        assertThat(configured.sourceTypeOf("edit")).isEqualTo(VOCABULARY + "trainedAlgorithmicMedia");
    }

    @Test
    void anUnknownModeIsRefused() {
        assertThatThrownBy(() -> new ProvenanceProperties(Map.of("palce", DigitalSourceType.COMPOSITE_SYNTHETIC)))
                .hasMessageContaining("'palce'")
                .hasMessageContaining("edit, place");
    }
}
