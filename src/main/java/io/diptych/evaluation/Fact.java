package io.diptych.evaluation;

import io.diptych.studio.Slot;
import io.diptych.studio.Slots;
import io.diptych.studio.Stated;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction, a copy and a picture of the studio can each say. Facts of one of them are a map: what is missing
 * there is not said. Values compare by {@code equals}; a product is the singular of its name.
 */
enum Fact {
    PRODUCT,
    COUNT,
    COLOR,
    SCENE,
    BACKDROP,
    LIGHT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Fact of(Slot slot) {
        return valueOf(slot.name());
    }

    static Map<Fact, Object> of(Slots slots) {
        return facts(
                slots.name().singular(), slots.count(), slots.color(), slots.scene(), slots.backdrop(), slots.light());
    }

    static Map<Fact, Object> of(Stated stated) {
        return facts(
                stated.name() == null ? null : stated.name().singular(),
                stated.count(),
                stated.color(),
                stated.scene(),
                stated.backdrop(),
                stated.light());
    }

    static Map<Fact, Object> of(PictureReading reading) {
        return facts(
                reading.product(),
                reading.count(),
                reading.color(),
                reading.scene(),
                reading.backdrop(),
                reading.light());
    }

    /** As words, for files and tables. */
    static Map<Fact, String> words(Map<Fact, Object> facts) {
        Map<Fact, String> words = new EnumMap<>(Fact.class);
        facts.forEach((fact, value) -> words.put(fact, value.toString().toLowerCase(Locale.ROOT)));
        return words;
    }

    private static Map<Fact, Object> facts(@Nullable Object... values) {
        Map<Fact, Object> facts = new EnumMap<>(Fact.class);
        for (Fact fact : values()) {
            Object value = values[fact.ordinal()];
            if (value != null) {
                facts.put(fact, value);
            }
        }
        return facts;
    }
}
