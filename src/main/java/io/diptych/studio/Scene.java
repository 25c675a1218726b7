package io.diptych.studio;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places that the studio can paint, and the words for them. */
public enum Scene {
    MARBLE(
            new MarbleCounter(),
            "on a marble counter",
            List.of("on a marble counter", "on the marble counter", "on marble", "on a marble kitchen counter"),
            "marble counter",
            List.of("Cool stone lets every detail speak.", "Pale marble keeps the eye on the shape.")),
    WOOD(
            new WoodenTable(),
            "on a wooden table",
            List.of("on a wooden table", "on the wooden table", "on a table made of wood", "on a wooden cafe table"),
            "wooden table",
            List.of("Warm wood makes the scene feel like home.", "The wood grain adds warmth.")),
    BEACH(
            new Beach(),
            "on the beach",
            List.of("on the beach", "at the beach", "on a sunny beach", "on the sand by the sea"),
            "beach",
            List.of("Sand and sea bring the summer in.", "Bright sand makes the colour glow.")),
    CITY(
            new NightCity(),
            "in the city at night",
            List.of("in the city at night", "in front of a city at night", "on a roof at night", "in a night city"),
            "night city",
            List.of("City lights add a touch of glamour.", "The night lets the colour shine.")),
    SWEEP(
            new StudioSweep(),
            "on a {b} studio sweep",
            List.of(
                    "on a {b} studio sweep",
                    "in the studio on a {b} sweep",
                    "on a {b} backdrop",
                    "on {b} studio paper"),
            "{b} studio sweep",
            List.of("Nothing distracts from the shape.", "A clean backdrop keeps the focus.")),
    FOREST(
            new Forest(),
            "in the forest",
            List.of("in the forest", "in a forest", "in a green forest", "in a forest clearing"),
            "forest",
            List.of("Moss and leaves feel calm and natural.", "The green makes the scene feel fresh.")),
    SHELF(
            new Shelf(),
            "on a shelf",
            List.of("on a shelf", "on the shelf", "on a wooden shelf", "on a shelf at home"),
            "shelf",
            List.of("The shelf gives a sense of scale.", "A quiet room makes it easy to imagine at home.")),
    SNOW(
            new Snow(),
            "in the snow",
            List.of("in the snow", "on fresh snow", "on snow", "in a snowy landscape"),
            "snow",
            List.of("White snow makes the colour stand out.", "Clear winter air keeps every edge crisp.")),
    DESERT(
            new Desert(),
            "in the desert",
            List.of("in the desert", "in a desert", "on a desert dune", "in the desert at sunset"),
            "desert",
            List.of("The low sun adds a golden edge.", "Empty dunes leave nothing to distract.")),
    STAGE(
            new Stage(),
            "on a stage",
            List.of("on a stage", "on the stage", "on a theatre stage", "on stage"),
            "stage",
            List.of("The spotlight makes a star.", "Red velvet turns the moment into a show."));

    private final ScenePainter painter;
    private final String place;
    private final List<String> places;
    private final String label;
    private final List<String> reasons;

    Scene(ScenePainter painter, String place, List<String> places, String label, List<String> reasons) {
        this.painter = painter;
        this.place = place;
        this.places = places;
        this.label = label;
        this.reasons = reasons;
    }

    ScenePainter painter() {
        return painter;
    }

    /** How the copy says where, for instance "on a marble counter". */
    String place(@Nullable Backdrop backdrop) {
        return filled(place, backdrop);
    }

    /** How instructions say where; {@code {b}} stands for the backdrop colour. */
    List<String> places() {
        return places;
    }

    /** Where, without a preposition. */
    String label() {
        return label;
    }

    /** What the copy calls the place, without preposition and article, for instance "city at night". */
    String bare() {
        return place(null).replaceFirst("^(in|on) (the |a )?", "");
    }

    /** Closing sentences of the copy. */
    List<String> reasons() {
        return reasons;
    }

    /** The place with the backdrop colour filled in, or left out. */
    static String filled(String place, @Nullable Backdrop backdrop) {
        return backdrop == null
                ? place.replace("{b} ", "")
                : place.replace("{b}", backdrop.word().toLowerCase(Locale.ROOT)).replace("a orange", "an orange");
    }
}
