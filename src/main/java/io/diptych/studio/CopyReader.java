package io.diptych.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads copy back into what it states. Made for generated text too: what is garbled reads as not stated, and so is what is
 * stated in two ways ("two red blue mugs").
 */
public final class CopyReader {

    private CopyReader() {}

    public static Stated read(String copy) {
        List<String> tokens = Wording.tokens(copy);
        int end = tokens.indexOf(".");
        List<String> first = end < 0 ? tokens : tokens.subList(0, end);
        List<String> rest = end < 0 ? List.of() : tokens.subList(end + 1, tokens.size());
        int secondEnd = rest.indexOf(".");
        List<String> second = secondEnd < 0 ? rest : rest.subList(0, secondEnd);
        Phrases subject = new Phrases(first);
        Scene scene = subject.otherScene() ? null : subject.scene();
        return new Stated(
                subject.names().size() > 1 ? null : subject.name(),
                subject.colors().size() > 1 ? null : subject.color(),
                subject.counts().size() > 1 ? null : subject.count(),
                scene,
                scene == Scene.SWEEP ? subject.backdrop() : null,
                side(second, 0),
                side(second, 1));
    }

    /** Whether the copy is, word for word, one of the ways to say what the slots hold. */
    public static boolean says(String copy, Slots slots) {
        List<String> tokens = Wording.tokens(copy);
        return CopyWriter.all(slots).stream()
                .anyMatch(one -> Wording.tokens(one).equals(tokens));
    }

    /** The first mention of a side is the light, the second one the shadow. */
    private static @Nullable LightSide side(List<String> tokens, int mention) {
        List<String> sides = tokens.stream()
                .filter(t -> t.equals("left") || t.equals("right"))
                .toList();
        return sides.size() != 2 ? null : sides.get(mention).equals("left") ? LightSide.LEFT : LightSide.RIGHT;
    }
}
