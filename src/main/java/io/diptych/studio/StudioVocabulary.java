package io.diptych.studio;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every word and punctuation mark that instructions and copy are made of, brand names apart. */
public final class StudioVocabulary {

    private static final List<String> WORDS = collect();
    private static final Set<String> LOOKUP = Set.copyOf(WORDS);

    private StudioVocabulary() {}

    /** In lower case, sorted. */
    public static List<String> words() {
        return WORDS;
    }

    public static boolean contains(String token) {
        return LOOKUP.contains(token);
    }

    private static List<String> collect() {
        Set<String> words = new TreeSet<>(Wording.counts());
        Lexicon.nouns().forEach(noun -> words.addAll(List.of(noun.singular(), noun.plural())));
        Arrays.stream(ProductColor.values()).forEach(color -> words.add(color.word()));
        Arrays.stream(Backdrop.values()).forEach(backdrop -> words.add(backdrop.word()));
        words.addAll(Wording.tokens(InstructionWriter.everyWord()));
        for (Scene scene : Scene.values()) {
            scene.places().forEach(place -> words.addAll(Wording.tokens(Scene.filled(place, null))));
            words.addAll(Wording.tokens(Scene.filled(scene.label(), null)));
            for (int count = 1; count <= 2; count++) {
                Slots slots = new Slots(
                        Product.HANDBAG,
                        ProductColor.RED,
                        count,
                        scene,
                        LightSide.LEFT,
                        scene == Scene.SWEEP ? Backdrop.GREY : null);
                CopyWriter.all(slots).forEach(copy -> words.addAll(Wording.tokens(copy)));
            }
        }
        return List.copyOf(words);
    }
}
