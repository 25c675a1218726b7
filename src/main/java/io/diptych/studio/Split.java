package io.diptych.studio;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What a sample may show. The three have no product × scene × count in common. */
public enum Split {
    /** For training: trained products in combinations that are not held out. */
    TRAIN,
    /** Trained products, each in a scene and count that it is never trained in. */
    HELD_OUT_COMBINATIONS,
    /** Products whose art is never trained on, in any combination. */
    HELD_OUT_PRODUCTS;

    /** Of 100 combinations, about this many are held out. */
    private static final int HELD_OUT_PERCENT = 8;

    public static Split of(Product product, Scene scene, int count) {
        if (product.heldOut()) {
            return HELD_OUT_PRODUCTS;
        }
        CRC32 hash = new CRC32();
        hash.update(
                ("held out? " + product.name() + "/" + scene.name() + "/" + count).getBytes(StandardCharsets.US_ASCII));
        return hash.getValue() % 100 < HELD_OUT_PERCENT ? HELD_OUT_COMBINATIONS : TRAIN;
    }
}
