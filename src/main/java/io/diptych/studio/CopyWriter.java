package io.diptych.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes the copy: what stands where, the light and its shadow, a reason. A few phrasings of each. */
final class CopyWriter {

    private static final List<String> SUBJECTS =
            List.of("{What} {stand} {place}.", "Here {are} {what} {place}.", "{What}, placed {place}.");

    private static final List<String> LIGHTS = List.of(
            "Light comes from the {light}, so the shadow falls to the {shadow}.",
            "Lit from the {light}, the shadow falls to the {shadow}.",
            "The light is on the {light} and the shadow on the {shadow}.");

    private CopyWriter() {}

    static String write(Slots slots, Random random) {
        List<String> all = all(slots);
        return all.get(random.nextInt(all.size()));
    }

    /** Every way to say it. */
    static List<String> all(Slots slots) {
        int count = slots.count();
        String what = Wording.count(count) + " " + slots.color().word() + " "
                + slots.name().counted(count);
        List<String> copies = new ArrayList<>();
        for (String subject : SUBJECTS) {
            String first = subject.replace("{What}", Wording.capitalised(what))
                    .replace("{what}", what)
                    .replace("{stand}", count == 1 ? "stands" : "stand")
                    .replace("{are}", count == 1 ? "is" : "are")
                    .replace("{place}", slots.scene().place(slots.backdrop()));
            for (String light : LIGHTS) {
                String second = light.replace("{light}", slots.light().word())
                        .replace("{shadow}", slots.light().opposite().word());
                for (String reason : slots.scene().reasons()) {
                    copies.add(first + " " + second + " " + reason);
                }
            }
        }
        return copies;
    }
}
