package io.diptych.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.diptych.diffusion.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Text to token ids and back, by the bundle's {@code tokenizer.json}. Safe for use by many threads. */
public final class Tokenizer implements AutoCloseable {

    static {
        Djl.configure();
    }

    private final HuggingFaceTokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final CopyCasing casing;

    private Tokenizer(HuggingFaceTokenizer tokenizer, Vocabulary vocabulary, CopyCasing casing) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.casing = casing;
    }

    /**
     * Loads a {@code tokenizer.json}.
     *
     * @param vocabulary what the ids stand for
     * @throws InvalidBundleException if it cannot be loaded
     */
    public static Tokenizer load(Path file, Vocabulary vocabulary, CopyCasing casing) {
        try {
            var tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build();
            return new Tokenizer(tokenizer, vocabulary, casing);
        } catch (IOException | RuntimeException e) {
            throw new InvalidBundleException(file, "the tokenizer cannot be loaded: " + e.getMessage(), e);
        }
    }

    /**
     * Encodes an instruction. Words that the tokenizer does not know, and names of special tokens (which would break a
     * sequence), are reported.
     */
    public EncodedText encode(String text) {
        if (text.isBlank()) {
            return new EncodedText(new int[0], List.of());
        }
        var encoding = tokenizer.encode(text);
        var ids = LongStream.of(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
        var spans = encoding.getCharTokenSpans();
        var unknown = new LinkedHashSet<String>();
        for (int i = 0; i < ids.length; i++) {
            if (!vocabulary.allowsText(ids[i]) && spans[i] != null) {
                unknown.add(text.substring(
                        text.offsetByCodePoints(0, spans[i].getStart()),
                        text.offsetByCodePoints(0, spans[i].getEnd())));
            }
        }
        return new EncodedText(ids, List.copyOf(unknown));
    }

    /** The copy up to its end token, as a person would write it. */
    public String decode(int[] ids) {
        int eos = vocabulary.special().eos();
        int end = IntStream.range(0, ids.length)
                .filter(i -> ids[i] == eos)
                .findFirst()
                .orElse(ids.length);
        var words = IntStream.of(ids)
                .limit(end)
                .filter(vocabulary::allowsText)
                .asLongStream()
                .toArray();
        if (words.length == 0) {
            return "";
        }
        var text = tokenizer.decode(words, true);
        return switch (casing) {
            case AS_IS -> text.strip();
            case SENTENCES -> CopyText.ofWords(text);
        };
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
