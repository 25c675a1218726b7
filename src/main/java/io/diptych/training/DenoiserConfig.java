package io.diptych.training;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.diptych.export.InvalidCheckpointException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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

    /**
     * Reads a checkpoint's {@code config.json}.
     *
     * @throws InvalidCheckpointException if the model is of a kind that cannot be trained here
     */
    static DenoiserConfig read(Path file) {
        try {
            var json = JsonMapper.shared().readTree(file.toFile());
            if (json.path("weight_tying").asBoolean(false)) {
                throw new InvalidCheckpointException(
                        file, "weight_tying is true; a denoiser is trained with an output layer of its own");
            }
            return JsonMapper.shared().treeToValue(json, DenoiserConfig.class);
        } catch (JacksonException e) {
            var cause = e.getCause() instanceof IllegalArgumentException illegal ? illegal : e;
            throw new InvalidCheckpointException(file, cause.getMessage(), e);
        }
    }

    /** Shapes of all tensors by their names in a checkpoint, in the order of the forward pass. */
    Map<String, Shape> shapes() {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put(DenoiserNetwork.ROOT + "wte.weight", new Shape(embeddings, width));
        for (int layer = 0; layer < layers; layer++) {
            var block = DenoiserNetwork.ROOT + "blocks." + layer + ".";
            shapes.put(block + "attn_norm.weight", new Shape(width));
            for (var name : List.of("q_proj", "k_proj", "v_proj", "attn_out")) {
                shapes.put(block + name + ".weight", new Shape(width, width));
            }
            shapes.put(block + "ff_norm.weight", new Shape(width));
            shapes.put(block + "ff_proj.weight", new Shape(hidden, width));
            shapes.put(block + "up_proj.weight", new Shape(hidden, width));
            shapes.put(block + "ff_out.weight", new Shape(width, hidden));
        }
        shapes.put(DenoiserNetwork.ROOT + "ln_f.weight", new Shape(width));
        shapes.put(DenoiserNetwork.ROOT + "ff_out.weight", new Shape(embeddings, width));
        return shapes;
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
