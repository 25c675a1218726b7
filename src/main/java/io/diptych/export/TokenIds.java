package io.diptych.export;

import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.Vocabulary;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The special ids of a checkpoint and the id of its first picture code.
 *
 * @param firstCode {@code image_token_offset}; null: not stated
 */
record TokenIds(SpecialTokens special, @Nullable Integer firstCode) {

    static final String FILE = "special_tokens.json";
    static final String MMADA_PARALLEL_A = "mmada-parallel-a";

    private static final TokenIds MMADA = new TokenIds(SpecialTokens.MMADA_PARALLEL, 126_356);

    /** @param name a preset, an object in the file, or null for the whole file */
    static TokenIds read(Path checkpoint, @Nullable String name) {
        if (MMADA_PARALLEL_A.equals(name)) {
            return MMADA;
        }
        var file = checkpoint.resolve(FILE);
        if (!file.toFile().exists()) {
            throw new InvalidCheckpointException(
                    file, "missing; write one or name a preset of special tokens: " + MMADA_PARALLEL_A);
        }
        var node = JsonFiles.tree(file);
        if (name != null) {
            node = node.path(name);
            if (!node.isObject()) {
                throw new InvalidCheckpointException(
                        file, "has no object '" + name + "', and no preset is called so: " + MMADA_PARALLEL_A);
            }
        }
        return parse(file, node);
    }

    private static TokenIds parse(Path file, JsonNode node) {
        for (var component : SpecialTokens.class.getRecordComponents()) {
            var key = JsonFiles.MAPPER
                    .serializationConfig()
                    .getPropertyNamingStrategy()
                    .nameForField(JsonFiles.MAPPER.serializationConfig(), null, component.getName());
            if (!node.path(key).isInt()) {
                throw new InvalidCheckpointException(file, key + " is missing or no whole number");
            }
        }
        var offset = node.path("image_token_offset");
        return new TokenIds(JsonFiles.convert(file, node, SpecialTokens.class), offset.isInt() ? offset.asInt() : null);
    }

    /**
     * The vocabulary; text may become what the tokenizer knows as ordinary words, and the end token.
     *
     * @param tokenizer {@code tokenizer.json}
     */
    Vocabulary vocabulary(Path tokenizer, int firstCode, int codes) {
        var ordinary = Vocabulary.of(special, firstCode, codes);
        var text = ordinary.textIds();
        var words = words(tokenizer, firstCode);
        words.set(special.eos());
        text.and(words);
        return ordinary.allowingText(text);
    }

    private static BitSet words(Path tokenizer, int firstCode) {
        var root = JsonFiles.tree(tokenizer);
        var model = root.path("model");
        var words = new BitSet();
        if (model.path("vocab").isArray()) { // unigram: pairs of token and score
            words.set(0, model.path("vocab").size());
            words.clear(model.path("unk_id").asInt(words.length()));
        } else {
            model.path("vocab").forEach(id -> words.set(id.asInt()));
            var unknown = model.path("vocab").path(model.path("unk_token").asString(""));
            unknown.asIntOpt().ifPresent(words::clear);
        }
        root.path("added_tokens")
                .forEach(token -> words.set(
                        token.path("id").asInt(), !token.path("special").asBoolean(false)));
        if (words.isEmpty()) {
            throw new InvalidCheckpointException(tokenizer, "model.vocab holds no tokens");
        }
        if (words.length() > firstCode) {
            throw new InvalidCheckpointException(
                    tokenizer,
                    "token id " + (words.length() - 1) + " lies in the picture codes, which begin at " + firstCode);
        }
        return words;
    }
}
