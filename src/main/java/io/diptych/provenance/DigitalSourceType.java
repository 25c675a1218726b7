package io.diptych.provenance;

/** How a picture came about, from IPTC's controlled vocabulary at {@code cv.iptc.org/newscodes/digitalsourcetype}. */
public enum DigitalSourceType {
    /** Made by a model trained on sampled content. */
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia"),
    /** Real picture elements combined with such generated ones: the product is placed, its surroundings are generated. */
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA("compositeWithTrainedAlgorithmicMedia"),
    /** Elements of different origin, at least one of them synthetic. */
    COMPOSITE_SYNTHETIC("compositeSynthetic");

    private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private final String code;

    DigitalSourceType(String code) {
        this.code = code;
    }

    public String uri() {
        return VOCABULARY + code;
    }
}
