package io.diptych.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to export a checkpoint.
 *
 * @param weights how matrices are stored: F32, or F16 (arithmetic stays F32)
 * @param specialTokens a preset ({@value TokenIds#MMADA_PARALLEL_A}) or the name of an object in {@code
 *     special_tokens.json}; null: that file as a whole
 * @param imageModel directory of the picture model; null: {@code vqvae} in the checkpoint
 * @param tokenizer null: {@code tokenizer.json} in the checkpoint
 * @param card null: {@code diptych.json} in the checkpoint
 * @param aligner a directory that {@link AlignerFiles} can read, whose aligner the bundle takes; null: it gets none
 */
public record ExportOptions(
        ElementType weights,
        @Nullable String specialTokens,
        @Nullable Path imageModel,
        @Nullable Path tokenizer,
        @Nullable Path card,
        @Nullable Path aligner) {

    /** Everything from the checkpoint's directory, matrices in F32. */
    public static final ExportOptions DEFAULT = new ExportOptions(ElementType.F32, null, null, null, null, null);

    public ExportOptions {
        if (weights != ElementType.F32 && weights != ElementType.F16) {
            throw new IllegalArgumentException("weights can be stored as F32 or F16, not " + weights);
        }
    }

    public ExportOptions withWeights(ElementType type) {
        return new ExportOptions(type, specialTokens, imageModel, tokenizer, card, aligner);
    }

    public ExportOptions withSpecialTokens(String name) {
        return new ExportOptions(weights, name, imageModel, tokenizer, card, aligner);
    }

    public ExportOptions withImageModel(Path directory) {
        return new ExportOptions(weights, specialTokens, directory, tokenizer, card, aligner);
    }

    public ExportOptions withTokenizer(Path file) {
        return new ExportOptions(weights, specialTokens, imageModel, file, card, aligner);
    }

    public ExportOptions withCard(Path file) {
        return new ExportOptions(weights, specialTokens, imageModel, tokenizer, file, aligner);
    }

    public ExportOptions withAligner(Path directory) {
        return new ExportOptions(weights, specialTokens, imageModel, tokenizer, card, directory);
    }
}
