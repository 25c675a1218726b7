package io.diptych.training;

import io.diptych.diffusion.Vocabulary;
import io.diptych.model.Tokenizer;
import java.util.Arrays;

/**
 * Instructions and copies as a bundle's ids.
 *
 * @param copyLength that copies are filled up to with the end token
 */
record TextCodec(Tokenizer tokenizer, Vocabulary vocabulary, int copyLength) {

    int[] instruction(String text) {
        return tokenizer.encode(text).ids();
    }

    int[] copy(String text) {
        int[] ids = tokenizer.encode(text).ids();
        int[] filled = Arrays.copyOf(ids, copyLength);
        Arrays.fill(filled, ids.length, copyLength, vocabulary.special().eos());
        return filled;
    }

    boolean knows(String word) {
        return tokenizer.encode(word).unknownWords().isEmpty();
    }
}
