package io.diptych.training;

import io.diptych.diffusion.Vocabulary;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@code tokenizer.json} that words are added to. */
final class TokenizerFile {

    private final JsonNode root;

    TokenizerFile(Path file) {
        root = JsonMapper.shared().readTree(file.toFile());
    }

    /** Whether it knows whole words and nothing else; any other kind builds new words out of parts. */
    boolean takesWords() {
        return root.path("model").path("type").asString("").equals("WordLevel");
    }

    /** A word as the vocabulary has it. */
    String normalised(String word) {
        return root.path("normalizer").path("type").asString("").equals("Lowercase")
                ? word.toLowerCase(Locale.ROOT)
                : word;
    }

    /** The text ids that stand for nothing yet. */
    BitSet freeIds(Vocabulary vocabulary) {
        var free = new BitSet();
        free.set(0, vocabulary.firstCode());
        root.path("model").path("vocab").forEach(id -> free.clear(id.asInt()));
        root.path("added_tokens").forEach(token -> free.clear(token.path("id").asInt()));
        for (int id = free.nextSetBit(0); id >= 0; id = free.nextSetBit(id + 1)) {
            if (vocabulary.isSpecial(id)) {
                free.clear(id);
            }
        }
        return free;
    }

    void write(Map<String, Integer> added, Path file) {
        var copy = (ObjectNode) root.deepCopy();
        var words = (ObjectNode) copy.path("model").path("vocab");
        added.forEach((word, id) -> words.put(word, id.intValue()));
        JsonMapper.shared().writeValue(file.toFile(), copy);
    }
}
