package io.diptych.model;

import java.util.List;

/**
 * What a model was trained for, in its own words. Outside it, results are undefined.
 *
 * @param vocabulary words that instructions may use; empty: any
 * @param products names of the products that it knows; empty: any
 * @param scenes descriptions of the scenes that it knows; empty: any
 */
public record Domain(List<String> vocabulary, List<String> products, List<String> scenes) {

    public static final Domain ANY = new Domain(List.of(), List.of(), List.of());

    public Domain {
        vocabulary = List.copyOf(vocabulary);
        products = List.copyOf(products);
        scenes = List.copyOf(scenes);
    }
}
