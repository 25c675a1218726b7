package io.diptych.studio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that products can have: those with art, and others that a shop may sell. */
public final class Lexicon {

    /** What the copy says where the instruction's name is not in the vocabulary. */
    public static final Noun UNNAMED = new Noun("product", "products");

    private static final List<Noun> WITHOUT_ART = pairs("""
            item items, mug mugs, cup cups, plate plates, bowl bowls, kettle kettles, pan pans, toaster toasters,
            lamp lamps, sofa sofas, table tables, stool stools, pillow pillows, blanket blankets, rug rugs,
            towel towels, soap soaps, perfume perfumes, cream creams, brush brushes, belt belts, wallet wallets,
            jacket jackets, coat coats, sweater sweaters, hoodie hoodies, skirt skirts, scarf scarves, sock socks,
            sandal sandals, slipper slippers, shoe shoes, bag bags, necklace necklaces, bracelet bracelets,
            ring rings, earring earrings, doll dolls, puzzle puzzles, toy toys, ball balls, bike bikes, tent tents,
            speaker speakers, keyboard keyboards, tablet tablets, phone phones, printer printers, notebook notebooks,
            pen pens, poster posters, plant plants, box boxes, jar jars, chocolate chocolates, tea teas""");

    private static final List<Noun> NAMES = names();
    private static final Map<String, Noun> BY_WORD = byWord();

    private Lexicon() {}

    /** Every name, those of products first. */
    public static List<Noun> nouns() {
        return NAMES;
    }

    /** The name with this singular or plural, in lower case. */
    public static @Nullable Noun find(String word) {
        return BY_WORD.get(word);
    }

    private static List<Noun> names() {
        List<Noun> names = new ArrayList<>(
                Arrays.stream(Product.values()).map(Product::noun).toList());
        names.addAll(WITHOUT_ART);
        names.add(UNNAMED);
        return List.copyOf(names);
    }

    private static Map<String, Noun> byWord() {
        Map<String, Noun> byWord = new LinkedHashMap<>();
        for (Noun noun : NAMES) {
            byWord.put(noun.singular(), noun);
            byWord.put(noun.plural(), noun);
        }
        return byWord;
    }

    private static List<Noun> pairs(String text) {
        return Arrays.stream(text.strip().split("\\s*,\\s*"))
                .map(pair -> pair.split("\\s+"))
                .map(forms -> new Noun(forms[0], forms[1]))
                .toList();
    }
}
