package io.diptych.training;

import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.Vocabulary;
import io.diptych.studio.StudioVocabulary;
import io.diptych.studio.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vocabulary of {@code studio-mini}: special ids, the unknown word, the studio's words, then room up to {@value
 * #TEXT_IDS}, where the picture codes begin.
 */
final class StudioTokens {

    static final int TEXT_IDS = 1024;
    static final int CODES = 512;
    static final int INSTRUCTION_LENGTH = 32;
    static final int COPY_LENGTH = 40;

    private static final SpecialTokens SPECIAL = new SpecialTokens(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    static final int MASK = SPECIAL.mask();
    private static final String UNKNOWN = "<unk>";
    private static final int UNKNOWN_ID = 14;

    private final List<String> words;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Vocabulary vocabulary;

    StudioTokens() {
        this(StudioVocabulary.words());
    }

    StudioTokens(List<String> words) {
        this.words = new ArrayList<>();
        ids.put(UNKNOWN, UNKNOWN_ID);
        for (var word : words) {
            ids.put(word, UNKNOWN_ID + ids.size());
            this.words.add(word);
        }
        if (UNKNOWN_ID + ids.size() > TEXT_IDS) {
            throw new IllegalArgumentException(
                    words.size() + " words do not fit into a vocabulary of " + TEXT_IDS + " text ids");
        }
        var allowed = new BitSet();
        allowed.set(UNKNOWN_ID + 1, UNKNOWN_ID + ids.size());
        allowed.set(SPECIAL.eos());
        vocabulary = Vocabulary.of(SPECIAL, TEXT_IDS, CODES).allowingText(allowed);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The order of a sequence; there is no system text. */
    SequenceLayout layout() {
        return new SequenceLayout(vocabulary, new int[0], COPY_LENGTH);
    }

    /** Ids of the words of a text; at most {@value #INSTRUCTION_LENGTH} for an instruction. */
    int[] instruction(String text) {
        return encode(text, INSTRUCTION_LENGTH);
    }

    /** Ids of a copy, filled up with the end token. */
    int[] copy(String text) {
        int[] found = encode(text, COPY_LENGTH - 1);
        int[] filled = Arrays.copyOf(found, COPY_LENGTH);
        Arrays.fill(filled, found.length, COPY_LENGTH, SPECIAL.eos());
        return filled;
    }

    private int[] encode(String text, int limit) {
        var tokens = Wording.tokens(text);
        if (tokens.size() > limit) {
            throw new IllegalArgumentException("at most " + limit + " tokens fit, got " + tokens.size() + ": " + text);
        }
        return tokens.stream()
                .mapToInt(token -> ids.getOrDefault(token, UNKNOWN_ID))
                .toArray();
    }

    /** The words of some ids, for people to read. */
    String decode(int[] text) {
        var words = IntStream.of(text)
                .filter(id -> id > UNKNOWN_ID && id < UNKNOWN_ID + ids.size())
                .mapToObj(id -> this.words.get(id - UNKNOWN_ID - 1))
                .toList();
        return String.join(" ", words).replaceAll(" ([.,:;!?])", "$1");
    }

    /** Writes {@code tokenizer.json} and {@code special_tokens.json}. */
    void write(Path checkpoint) {
        var json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) // two runs write the same bytes
                .build();
        var special = new LinkedHashMap<String, Object>();
        json.valueToTree(SPECIAL).properties().forEach(entry -> special.put(entry.getKey(), entry.getValue()));
        special.put("image_token_offset", TEXT_IDS);
        json.writeValue(checkpoint.resolve("special_tokens.json"), special);

        var tokenizer = new LinkedHashMap<String, Object>();
        tokenizer.put("version", "1.0");
        tokenizer.put("added_tokens", List.of());
        tokenizer.put("normalizer", Map.of("type", "Lowercase"));
        tokenizer.put(
                "pre_tokenizer",
                Map.of("type", "Sequence", "pretokenizers", List.of(Map.of("type", "Whitespace"), punctuationAlone())));
        tokenizer.put("model", Map.of("type", "WordLevel", "unk_token", UNKNOWN, "vocab", ids));
        json.writeValue(checkpoint.resolve("tokenizer.json"), tokenizer);
    }

    private static Map<String, Object> punctuationAlone() {
        var splitter = new HashMap<String, Object>();
        splitter.put("type", "Split");
        splitter.put("pattern", Map.of("Regex", "[^\\p{L}\\p{N}_\\s]"));
        splitter.put("behavior", "Isolated");
        splitter.put("invert", false);
        return splitter;
    }
}
