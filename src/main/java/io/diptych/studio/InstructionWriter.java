package io.diptych.studio;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Writes what a customer may ask for. Slots that are left open are not mentioned. */
final class InstructionWriter {

    /** {S} subject, {P} place with preposition, {p} without, {L} light. The first is the commonest in templates. */
    private static final List<String> FORMS = List.of(
            "Place {S} {P}, {L}",
            "Put {S} {P}, {L}",
            "Show {S} {P}, {L}.",
            "Set {S} {P}, {L}",
            "A product shot of {S} {P}, {L}",
            "A photo of {S} {P}, {L}",
            "{S} {P}, {L}",
            "{S}, {p}, {L}",
            "{p}: {S}, {L}",
            "Photograph {S} {P}, {L}.",
            "We need {S} {P}, {L}",
            "{L}: {S} {P}",
            "Please picture {S} {P}, {L}",
            "{P}, {L}, {S}",
            "Make a picture of {S} {P}, {L}");

    private static final List<String> TONES =
            List.of("soft", "warm", "bright", "morning", "afternoon", "evening", "natural", "gentle");

    private static final List<String> LIGHTS = List.of(
            "light from the {l}",
            "{t} light from the {l}",
            "lit from the {l}",
            "with light from the {l}",
            "{t} sun from the {l}",
            "light coming from the {l}");

    private static final double COMMONEST_FORM_SHARE = 0.2;
    private static final double UNKNOWN_WORDS_SHARE = 0.15;

    private final Slots slots;
    private final Set<Slot> open;
    private final Random random;

    private InstructionWriter(Slots slots, Set<Slot> open, Random random) {
        this.slots = slots;
        this.open = open;
        this.random = random;
    }

    static String write(Slots slots, Set<Slot> open, Random random) {
        return new InstructionWriter(slots, open, random).write();
    }

    /** Text that holds every word which an instruction can contain, besides names and numbers. */
    static String everyWord() {
        return String.join(" ", FORMS).replaceAll("\\{.}", " ") + " " + String.join(" ", TONES) + " "
                + String.join(" ", LIGHTS).replaceAll("\\{.}", " ") + " any number of them left right a an";
    }

    private String write() {
        String form = random.nextDouble() < COMMONEST_FORM_SHARE ? FORMS.get(0) : pick(FORMS);
        Scene scene = slots.scene();
        Backdrop backdrop = open.contains(Slot.BACKDROP) ? null : slots.backdrop();
        boolean placed = !open.contains(Slot.SCENE);
        String text = form.replace("{S}", subject())
                .replace("{P}", placed ? Scene.filled(pick(scene.places()), backdrop) : "")
                .replace("{p}", placed ? Scene.filled(scene.label(), backdrop) : "")
                .replace("{L}", light());
        return Wording.capitalised(tidied(text));
    }

    private String subject() {
        String noun = slots.name().singular(), nouns = slots.name().counted(slots.count());
        String before = "";
        if (slots.name().equals(Lexicon.UNNAMED) && random.nextInt(4) > 0) {
            // a title none of whose words is known
            noun = UnknownWords.next(random);
            nouns = noun;
        } else if (random.nextDouble() < UNKNOWN_WORDS_SHARE) {
            before = UnknownWords.next(random) + " " + (random.nextBoolean() ? UnknownWords.next(random) + " " : "");
        }
        String color = open.contains(Slot.COLOR) ? "" : slots.color().word() + " ";
        // brands come before or after the colour in titles
        String adjectives = random.nextBoolean() ? before + color : color + before;
        String title = random.nextBoolean() ? titleCase(adjectives + noun) : adjectives + noun;
        if (open.contains(Slot.COUNT)) {
            return random.nextInt(3) == 0
                    ? "any number of " + adjectives + slots.name().plural()
                    : title;
        }
        String count = Wording.count(slots.count());
        return switch (random.nextInt(8)) {
            case 0, 1 -> count + " " + title;
            case 2 -> title + ", " + count + " of them,";
            case 3, 4 ->
                slots.count() == 1
                        ? Wording.article(adjectives + noun) + " " + adjectives + noun
                        : count + " " + adjectives + nouns;
            default -> count + " " + adjectives + nouns;
        };
    }

    private String light() {
        if (!open.contains(Slot.LIGHT)) {
            return pick(LIGHTS)
                    .replace("{t}", pick(TONES))
                    .replace("{l}", slots.light().word());
        }
        return random.nextInt(3) == 0 ? pick(TONES) + " light" : "";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String titleCase(String text) {
        StringBuilder title = new StringBuilder();
        for (String word : text.split(" ")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return title.toString();
    }

    /** Without what an omitted part leaves behind: double spaces, lonely commas and colons. */
    private static String tidied(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll(" (?=[,.:])", "")
                .replaceAll("[,:]+(?=[,.:])", "")
                .replaceAll("^[ ,:]+|[ ,:]+$", "");
    }
}
