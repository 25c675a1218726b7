package io.diptych.evaluation;

import io.diptych.studio.CopyReader;
import io.diptych.studio.Product;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import io.diptych.studio.Stated;
import io.diptych.studio.Wording;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a copy is well made, whatever it is about: the mean of three parts of 100 each.
 *
 * <ul>
 *   <li>complete: share of product, count, colour, scene (with the colour of a studio sweep), light, and a shadow opposite
 *       to it, that it names;
 *   <li>grammatical: word for word one of the studio's ways to say what the copy itself states;
 *   <li>no word stands twice in a row.
 * </ul>
 */
final class TextQuality {

    private TextQuality() {}

    static double score(String copy) {
        Stated stated = CopyReader.read(copy);
        return (100 * complete(stated) + (grammatical(copy, stated) ? 100 : 0) + (doubled(copy) ? 0 : 100)) / 3;
    }

    private static double complete(Stated stated) {
        return Stream.of(
                                stated.name() != null,
                                stated.count() != null,
                                stated.color() != null,
                                stated.scene() != null && (stated.scene() != Scene.SWEEP || stated.backdrop() != null),
                                stated.light() != null,
                                stated.light() != null
                                        && stated.shadow() == stated.light().opposite())
                        .filter(said -> said)
                        .count()
                / 6.0;
    }

    static boolean grammatical(String copy, Stated stated) {
        if (stated.name() == null
                || stated.color() == null
                || stated.count() == null
                || stated.scene() == null
                || stated.light() == null
                || (stated.scene() == Scene.SWEEP && stated.backdrop() == null)) {
            return false;
        }
        // The copy's grammar knows only names: any product's art will do.
        Slots said = new Slots(
                Product.values()[0],
                stated.name(),
                stated.color(),
                stated.count(),
                stated.scene(),
                stated.light(),
                stated.backdrop());
        return CopyReader.says(copy, said);
    }

    static boolean doubled(String copy) {
        List<String> words = Wording.tokens(copy);
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals(words.get(i - 1))) {
                return true;
            }
        }
        return words.isEmpty();
    }
}
