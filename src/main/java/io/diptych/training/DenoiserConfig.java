package io.diptych.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a LLaDA {@code config.json} a denoiser needs.
 *
 * @param textIds number of text ids, special ones included; picture codes follow
 * @param codes number of picture codes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DenoiserConfig(
        @JsonProperty("d_model") int width,
        @JsonProperty("n_layers") int layers,
        @JsonProperty("n_heads") int heads,
        @JsonProperty("n_kv_heads") int keyValueHeads,
        @JsonProperty("mlp_hidden_size") int hidden,
        @JsonProperty("rope_theta") double ropeTheta,
        @JsonProperty("rms_norm_eps") float epsilon,
        @JsonProperty("embedding_size") int embeddings,
        @JsonProperty("text_vocab_size") int textIds,
        @JsonProperty("codebook_size") int codes) {

    DenoiserConfig {
        if (heads != keyValueHeads) {
            throw new IllegalArgumentException(
                    "a denoiser is trained with as many key heads as heads, got " + keyValueHeads + " and " + heads);
        }
        if (width % (2 * heads) != 0) {
            throw new IllegalArgumentException("width " + width + " does not divide into " + heads + " even heads");
        }
    }

    int headSize() {
        return width / heads;
    }

    /** The complete {@code config.json}, with the keys of MMaDA-Parallel's checkpoints. */
    Map<String, Object> toLlada(int maskId, int endId) {
        var config = new LinkedHashMap<String, Object>();
        config.put("activation_type", "silu");
        config.put("alibi", false);
        config.put("architectures", new String[] {"LLaDAForMultiModalGeneration"});
        config.put("attention_layer_norm", false);
        config.put("bias_for_layer_norm", false);
        config.put("block_group_size", 1);
        config.put("block_type", "llama");
        config.put("d_model", width);
        config.put("embedding_size", embeddings);
        config.put("eos_token_id", endId);
        config.put("include_bias", false);
        config.put("include_qkv_bias", false);
        config.put("input_emb_norm", false);
        config.put("layer_norm_type", "rms");
        config.put("layer_norm_with_affine", true);
        config.put("mask_token_id", maskId);
        config.put("max_sequence_length", 1024);
        config.put("mlp_hidden_size", hidden);
        config.put("mlp_ratio", 4);
        config.put("model_type", "llada");
        config.put("n_heads", heads);
        config.put("n_kv_heads", keyValueHeads);
        config.put("n_layers", layers);
        config.put("pad_token_id", endId);
        config.put("rms_norm_eps", epsilon);
        config.put("rope", true);
        config.put("rope_full_precision", true);
        config.put("rope_theta", ropeTheta);
        config.put("scale_logits", false);
        config.put("torch_dtype", "float32");
        config.put("vocab_size", embeddings);
        config.put("weight_tying", false);
        config.put("text_vocab_size", textIds);
        config.put("codebook_size", codes);
        return config;
    }
}
