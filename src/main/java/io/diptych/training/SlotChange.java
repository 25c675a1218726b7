package io.diptych.training;

import io.diptych.studio.Backdrop;
import io.diptych.studio.Product;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** What a copy can get wrong about a picture: one slot, to another value at random. */
enum SlotChange {
    COUNT,
    SCENE,
    LIGHT,
    COLOR,
    BACKDROP,
    PRODUCT;

    /** Whether the slots hold what this changes. */
    boolean appliesTo(Slots slots) {
        return this != BACKDROP || slots.backdrop() != null;
    }

    Slots of(Slots slots, SplittableRandom random) {
        var product = slots.product();
        var color = slots.color();
        int count = slots.count();
        var scene = slots.scene();
        var light = slots.light();
        var backdrop = slots.backdrop();
        switch (this) {
            case COUNT -> count = 1 + (count + random.nextInt(Slots.MAX_COUNT - 1)) % Slots.MAX_COUNT;
            case SCENE -> {
                scene = other(Arrays.asList(Scene.values()), scene, random);
                backdrop = scene == Scene.SWEEP ? Backdrop.values()[random.nextInt(Backdrop.values().length)] : null;
            }
            case LIGHT -> light = light.opposite();
            case COLOR -> color = other(Arrays.asList(ProductColor.values()), color, random);
            case BACKDROP ->
                backdrop = other(Arrays.asList(Backdrop.values()), Objects.requireNonNull(backdrop), random);
            case PRODUCT -> product = other(Product.trained(), product, random);
        }
        return new Slots(product, color, count, scene, light, backdrop);
    }

    private static <T> T other(List<T> all, T one, SplittableRandom random) {
        while (true) {
            var found = all.get(random.nextInt(all.size()));
            if (!found.equals(one)) {
                return found;
            }
        }
    }
}
