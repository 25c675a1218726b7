package io.diptych.model;

import java.util.List;

/**
 * A text as token ids.
 *
 * @param unknownWords the words that the tokenizer does not know, as they stand in the text, in order, each once
 */
public record EncodedText(int[] ids, List<String> unknownWords) {

    public EncodedText {
        unknownWords = List.copyOf(unknownWords);
    }
}
