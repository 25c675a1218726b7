package io.diptych.campaign;

import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.Product;
import java.util.List;

/**
 * One planned picture: a product in a frame.
 *
 * @param instruction filled in for this product, in one line
 * @param photo of the product
 * @param takes in the order of their numbers
 */
public record Shot(ShotKey key, Product product, Frame frame, String instruction, PhotoFacts photo, List<Take> takes)
        implements PlanEntry {

    public Shot {
        takes = List.copyOf(takes);
    }
}
