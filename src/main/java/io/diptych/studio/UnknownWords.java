package io.diptych.studio;

import java.util.Random;

/** Invents words outside of the vocabulary, as brand names and model numbers are. */
final class UnknownWords {

    private static final String[] ONSETS = {
        "b", "br", "d", "f", "g", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z"
    };
    private static final String[] RHYMES = {"a", "el", "i", "on", "or", "u", "ax", "en", "ik", "o"};

    private UnknownWords() {}

    static String next(Random random) {
        while (true) {
            StringBuilder word = new StringBuilder();
            for (int i = 0, n = 2 + random.nextInt(2); i < n; i++) {
                word.append(ONSETS[random.nextInt(ONSETS.length)]).append(RHYMES[random.nextInt(RHYMES.length)]);
            }
            if (random.nextInt(6) == 0) {
                word.append(1 + random.nextInt(99));
            }
            if (!StudioVocabulary.contains(word.toString())) {
                return word.toString();
            }
        }
    }
}
