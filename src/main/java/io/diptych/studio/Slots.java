package io.diptych.studio;

import org.jspecify.annotations.Nullable;

/**
 * What a picture shows.
 *
 * @param product whose art is shown
 * @param name what instruction and copy call it; differs from the product's own noun in name swaps
 * @param count 1..4
 * @param backdrop colour of the studio sweep; null in every other scene
 */
public record Slots(
        Product product,
        Noun name,
        ProductColor color,
        int count,
        Scene scene,
        LightSide light,
        @Nullable Backdrop backdrop) {

    /** Most products in one picture. */
    public static final int MAX_COUNT = 4;

    public Slots {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count must be 1 to " + MAX_COUNT + ", was " + count);
        }
        if ((backdrop != null) != (scene == Scene.SWEEP)) {
            throw new IllegalArgumentException("a backdrop colour belongs to the studio sweep, and only to it");
        }
    }

    public Slots(
            Product product, ProductColor color, int count, Scene scene, LightSide light, @Nullable Backdrop backdrop) {
        this(product, product.noun(), color, count, scene, light, backdrop);
    }
}
