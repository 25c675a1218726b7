package io.diptych.evaluation;

import io.diptych.studio.Backdrop;
import io.diptych.studio.LightSide;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Scene;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows, as a judge reads it.
 *
 * @param product singular noun, as in {@code Product.noun()}
 * @param count 1..4
 * @param light the side that the key light comes from
 * @param color of the product
 * @param backdrop colour of the studio sweep; null in every other scene
 */
public record PictureReading(
        String product,
        int count,
        Scene scene,
        LightSide light,
        ProductColor color,
        @Nullable Backdrop backdrop) {}
