package io.diptych.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** The tokenizer of an aligner that has words of its own: what the bundle's ids say is written out and cut anew. */
final class AlignerTokenizer implements AutoCloseable {

    static {
        Djl.configure();
    }

    private final HuggingFaceTokenizer tokenizer;
    private final Tokenizer bundle;

    private AlignerTokenizer(HuggingFaceTokenizer tokenizer, Tokenizer bundle) {
        this.tokenizer = tokenizer;
        this.bundle = bundle;
    }

    /** @param bundle closed together with this one */
    static AlignerTokenizer load(Path file, Tokenizer bundle, int length) {
        try {
            var tokenizer = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(true)
                    .optTruncation(true)
                    .optMaxLength(length)
                    .optPadding(false)
                    .build();
            return new AlignerTokenizer(tokenizer, bundle);
        } catch (IOException | RuntimeException e) {
            bundle.close();
            throw new InvalidBundleException(file, "the aligner's tokenizer cannot be loaded: " + e.getMessage(), e);
        }
    }

    long[] encode(int[] ids) {
        return tokenizer.encode(bundle.decode(ids)).getIds();
    }

    @Override
    public void close() {
        try (bundle) {
            tokenizer.close();
        }
    }
}
