package io.diptych.studio;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a text says about a picture; null where it says nothing, or nothing readable. */
public record Stated(
        @Nullable Noun name,
        @Nullable ProductColor color,
        @Nullable Integer count,
        @Nullable Scene scene,
        @Nullable Backdrop backdrop,
        @Nullable LightSide light,
        @Nullable LightSide shadow) {

    /** The slots that the text fixes. */
    public Set<Slot> slots() {
        Set<Slot> stated = EnumSet.noneOf(Slot.class);
        addIf(count, Slot.COUNT, stated);
        addIf(color, Slot.COLOR, stated);
        addIf(scene, Slot.SCENE, stated);
        addIf(backdrop, Slot.BACKDROP, stated);
        addIf(light, Slot.LIGHT, stated);
        return stated;
    }

    /** Whether nothing that is stated contradicts the slots. */
    public boolean agreesWith(Slots slots) {
        return (name == null || name.equals(slots.name()))
                && (color == null || color == slots.color())
                && (count == null || count == slots.count())
                && (scene == null || scene == slots.scene())
                && (backdrop == null || backdrop == slots.backdrop())
                && (light == null || light == slots.light())
                && (shadow == null || shadow == slots.light().opposite());
    }

    private static void addIf(@Nullable Object value, Slot slot, Set<Slot> stated) {
        if (value != null) {
            stated.add(slot);
        }
    }
}
