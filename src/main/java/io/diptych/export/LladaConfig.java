package io.diptych.export;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.json} of a LLaDA or MMaDA checkpoint, as far as the forward pass depends on it. Where a key is missing,
 * the defaults are those of the published model class.
 *
 * @param nKvHeads key/value heads; null: as many as heads
 * @param embeddingSize rows of the embedding and of the output projection, at least {@code vocabSize}; null: equal
 * @param textVocabSize number of text ids, so the id of the first picture code; null: not stated
 * @param codebookSize number of picture codes; null: not stated
 */
record LladaConfig(
        int dModel,
        int nHeads,
        @Nullable Integer nKvHeads,
        @Nullable Boolean multiQueryAttention,
        int nLayers,
        @Nullable Integer mlpHiddenSize,
        @Nullable Integer mlpRatio,
        int vocabSize,
        @Nullable Integer embeddingSize,
        int maxSequenceLength,
        @Nullable Float rmsNormEps,
        @Nullable Double ropeTheta,
        @Nullable Integer textVocabSize,
        @Nullable Integer codebookSize,
        @Nullable String blockType,
        @Nullable String activationType,
        @Nullable String layerNormType,
        @Nullable Boolean rope,
        @Nullable Boolean alibi,
        @Nullable Boolean includeBias,
        @Nullable Boolean includeQkvBias,
        @Nullable Boolean attentionLayerNorm,
        @Nullable Boolean inputEmbNorm,
        @Nullable Boolean scaleLogits,
        @Nullable Boolean weightTying) {

    static LladaConfig read(Path file) {
        var config = JsonFiles.read(file, LladaConfig.class);
        config.check(file);
        return config;
    }

    private void check(Path file) {
        supported(file, "block_type", blockType, "llama");
        supported(file, "activation_type", activationType, "silu");
        supported(file, "layer_norm_type", layerNormType, "rms");
        supported(file, "rope", rope, true);
        supported(file, "alibi", alibi, false);
        supported(file, "include_bias", includeBias, false);
        supported(file, "include_qkv_bias", includeQkvBias, false);
        supported(file, "attention_layer_norm", attentionLayerNorm, false);
        supported(file, "input_emb_norm", inputEmbNorm, false);
        supported(file, "scale_logits", scaleLogits, false);
        positive(file, "d_model", dModel);
        positive(file, "n_heads", nHeads);
        positive(file, "n_kv_heads", kvHeads());
        positive(file, "n_layers", nLayers);
        positive(file, "mlp_hidden_size", mlpSize());
        positive(file, "vocab_size", vocabSize);
        positive(file, "max_sequence_length", maxSequenceLength);
        if (dModel % (2 * nHeads) != 0) {
            throw new InvalidCheckpointException(
                    file,
                    "d_model " + dModel + " must be a multiple of twice n_heads " + nHeads
                            + " (rotary embedding needs heads of even size)");
        }
        if (nHeads % kvHeads() != 0) {
            throw new InvalidCheckpointException(
                    file, "n_heads " + nHeads + " must be a multiple of n_kv_heads " + kvHeads());
        }
        if (embeddings() < vocabSize) {
            throw new InvalidCheckpointException(
                    file, "embedding_size " + embeddings() + " must be at least vocab_size " + vocabSize);
        }
    }

    private static void supported(Path file, String key, @Nullable Object value, Object supported) {
        if (value != null && !value.equals(supported)) {
            throw new InvalidCheckpointException(
                    file, key + " is " + value + "; only " + supported + " can be exported");
        }
    }

    private static void positive(Path file, String key, int value) {
        if (value < 1) {
            throw new InvalidCheckpointException(file, key + " must be at least 1, got " + value);
        }
    }

    int headSize() {
        return dModel / nHeads;
    }

    int kvHeads() {
        return nKvHeads != null ? nKvHeads : Boolean.TRUE.equals(multiQueryAttention) ? 1 : nHeads;
    }

    int mlpSize() {
        return mlpHiddenSize != null ? mlpHiddenSize : dModel * Objects.requireNonNullElse(mlpRatio, 4);
    }

    int embeddings() {
        return Objects.requireNonNullElse(embeddingSize, vocabSize);
    }

    float normEpsilon() {
        return Objects.requireNonNullElse(rmsNormEps, 1e-5f);
    }

    double theta() {
        return Objects.requireNonNullElse(ropeTheta, 10_000.0);
    }

    boolean tiedEmbeddings() {
        return Boolean.TRUE.equals(weightTying);
    }
}
