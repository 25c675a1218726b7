package io.diptych.campaign;

import io.diptych.catalog.Product;

/**
 * A shot whose photo is far away and has not been fetched yet. It has no key, so nobody knows whether it exists already.
 *
 * @param instruction filled in for this product, in one line
 */
public record UnseenShot(Product product, Frame frame, String instruction) implements PlanEntry {}
