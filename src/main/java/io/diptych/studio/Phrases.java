package io.diptych.studio;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds slots in a row of tokens. */
final class Phrases {

    private static final List<List<String>> OPENERS =
            List.of(List.of("a", "product", "shot", "of"), List.of("a", "photo", "of"), List.of("a", "picture", "of"));

    private static final Map<Scene, List<List<String>>> PHRASES =
            Arrays.stream(Scene.values()).collect(Collectors.toMap(scene -> scene, Phrases::phrases));

    private final List<String> tokens;
    private final int placeStart;
    private final int placeEnd;
    private final @Nullable Scene scene;

    Phrases(List<String> all) {
        this.tokens = withoutOpener(all);
        Scene found = null;
        int start = -1, end = -1;
        for (Scene candidate : Scene.values()) {
            for (List<String> phrase : PHRASES.get(candidate)) {
                int at = Collections.indexOfSubList(tokens, phrase);
                // the longest phrase wins: "on a wooden shelf" is not about wood
                if (at >= 0 && phrase.size() > end - start) {
                    found = candidate;
                    start = at;
                    end = at + phrase.size();
                }
            }
        }
        this.scene = found;
        this.placeStart = start;
        this.placeEnd = end;
    }

    /** Without "a photo of" and the like, whose article counts nothing and whose "product" names nothing. */
    private static List<String> withoutOpener(List<String> tokens) {
        for (List<String> opener : OPENERS) {
            int at = Collections.indexOfSubList(tokens, opener);
            if (at >= 0) {
                return tokens.subList(at + opener.size(), tokens.size());
            }
        }
        return tokens;
    }

    private static List<List<String>> phrases(Scene scene) {
        // The bare place, too, whatever stands before it: "on a city at night" is bad grammar, but it names the scene.
        Stream<String> texts =
                Stream.concat(scene.places().stream(), Stream.of(scene.label(), scene.place(null), scene.bare()));
        return texts.flatMap(text -> Stream.concat(Stream.of((Backdrop) null), Arrays.stream(Backdrop.values()))
                        .map(backdrop -> Wording.tokens(Scene.filled(text, backdrop))))
                .distinct()
                .toList();
    }

    boolean has(List<String> phrase) {
        return Collections.indexOfSubList(tokens, phrase) >= 0;
    }

    @Nullable
    Scene scene() {
        return scene;
    }

    @Nullable
    Backdrop backdrop() {
        return placeStart < 0
                ? null
                : tokens.subList(placeStart, placeEnd).stream()
                        .flatMap(t -> Arrays.stream(Backdrop.values())
                                .filter(b -> b.word().equals(t)))
                        .findFirst()
                        .orElse(null);
    }

    @Nullable
    ProductColor color() {
        return first(colors());
    }

    @Nullable
    Integer count() {
        Integer counted = first(counts());
        if (counted != null) {
            return counted;
        }
        return outsideOfPlace().anyMatch(t -> t.equals("a") || t.equals("an")) ? 1 : null;
    }

    @Nullable
    Noun name() {
        return first(names());
    }

    /** All that are named, each once. */
    List<ProductColor> colors() {
        return outsideOfPlace()
                .flatMap(t -> Arrays.stream(ProductColor.values())
                        .filter(c -> c.word().equals(t)))
                .distinct()
                .toList();
    }

    List<Integer> counts() {
        return outsideOfPlace()
                .filter(Wording.counts()::contains)
                .map(t -> Wording.counts().indexOf(t) + 1)
                .distinct()
                .toList();
    }

    List<Noun> names() {
        return outsideOfPlace()
                .map(Lexicon::find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether another scene is named besides the one that was found. */
    boolean otherScene() {
        return placeStart >= 0
                && Stream.of(tokens.subList(0, placeStart), tokens.subList(placeEnd, tokens.size()))
                        .map(rest -> new Phrases(rest).scene())
                        .anyMatch(other -> other != null && other != scene);
    }

    private static <T> @Nullable T first(List<T> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    private Stream<String> outsideOfPlace() {
        return placeStart < 0
                ? tokens.stream()
                : Stream.concat(
                        tokens.subList(0, placeStart).stream(), tokens.subList(placeEnd, tokens.size()).stream());
    }
}
