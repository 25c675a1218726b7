package io.diptych.model;

import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A {@link Vocabulary} as it is written down.
 *
 * @param firstCode id of picture code 0
 * @param codes number of picture codes
 * @param textIds the ids that text may become
 */
public record VocabularyRanges(SpecialTokens specialTokens, int firstCode, int codes, List<Range> textIds) {

    /** Ids from {@code first} to {@code last}, both included. */
    public record Range(int first, int last) {}

    public VocabularyRanges {
        textIds = List.copyOf(textIds);
        vocabulary(specialTokens, firstCode, codes, textIds);
    }

    public static VocabularyRanges of(Vocabulary vocabulary) {
        var ranges = new ArrayList<Range>();
        var ids = vocabulary.textIds();
        for (int first = ids.nextSetBit(0); first >= 0; ) {
            int end = ids.nextClearBit(first);
            ranges.add(new Range(first, end - 1));
            first = ids.nextSetBit(end);
        }
        return new VocabularyRanges(vocabulary.special(), vocabulary.firstCode(), vocabulary.codes(), ranges);
    }

    public Vocabulary toVocabulary() {
        return vocabulary(specialTokens, firstCode, codes, textIds);
    }

    private static Vocabulary vocabulary(SpecialTokens specialTokens, int firstCode, int codes, List<Range> textIds) {
        var ids = new BitSet();
        for (var range : textIds) {
            if (range.first() < 0 || range.first() > range.last() || range.last() >= firstCode) {
                throw new IllegalArgumentException("text_ids: " + range.first() + " to " + range.last()
                        + " is no range of ids below the first picture code " + firstCode);
            }
            ids.set(range.first(), range.last() + 1);
        }
        return Vocabulary.of(specialTokens, firstCode, codes).allowingText(ids);
    }
}
