package io.diptych.training;

import io.diptych.model.Pixels;
import io.diptych.studio.Backdrop;
import io.diptych.studio.LightSide;
import io.diptych.studio.Product;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A picture and what it shows. */
record JudgeSample(Slots slots, Pixels picture) {

    /** What a slot has no choice for. */
    static final int NONE = -1;

    /** Choices by slot, in the order in which the judge answers. */
    static Map<String, Integer> choices() {
        var choices = new LinkedHashMap<String, Integer>();
        choices.put("product", Product.values().length);
        choices.put("count", Slots.MAX_COUNT);
        choices.put("scene", Scene.values().length);
        choices.put("light", LightSide.values().length);
        choices.put("color", ProductColor.values().length);
        choices.put("backdrop", Backdrop.values().length);
        return Collections.unmodifiableMap(choices);
    }

    /** The right choices, one a slot; {@link #NONE} for the backdrop of scenes without. */
    int[] answers() {
        return new int[] {
            slots.product().ordinal(),
            slots.count() - 1,
            slots.scene().ordinal(),
            slots.light().ordinal(),
            slots.color().ordinal(),
            slots.backdrop() == null ? NONE : slots.backdrop().ordinal()
        };
    }
}
