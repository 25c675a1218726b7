package io.diptych.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a diffusers {@code VQModel} config a picture model needs.
 *
 * @param channels width of each level; all but the last halve the resolution
 * @param layers residual blocks a level in the encoder; the decoder has one more
 * @param groups of the group norms
 * @param latents numbers a code
 * @param codes size of the codebook
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record VqConfig(
        @JsonProperty("block_out_channels") List<Integer> channels,
        @JsonProperty("layers_per_block") int layers,
        @JsonProperty("norm_num_groups") int groups,
        @JsonProperty("latent_channels") int latents,
        @JsonProperty("num_vq_embeddings") int codes) {

    /** Pixels a code, along each side. */
    int pixelsPerCode() {
        return 1 << (channels.size() - 1);
    }

    /** The complete {@code vqvae/config.json} as diffusers 0.34 writes it. */
    Map<String, Object> toDiffusers() {
        var config = new LinkedHashMap<String, Object>();
        config.put("_class_name", "VQModel");
        config.put("_diffusers_version", "0.34.0");
        config.put("act_fn", "silu");
        config.put("block_out_channels", channels);
        config.put("down_block_types", Collections.nCopies(channels.size(), "DownEncoderBlock2D"));
        config.put("force_upcast", false);
        config.put("in_channels", 3);
        config.put("latent_channels", latents);
        config.put("layers_per_block", layers);
        config.put("lookup_from_codebook", true);
        config.put("mid_block_add_attention", false);
        config.put("norm_num_groups", groups);
        config.put("norm_type", "group");
        config.put("num_vq_embeddings", codes);
        config.put("out_channels", 3);
        config.put("sample_size", 64);
        config.put("scaling_factor", 0.18215);
        config.put("up_block_types", Collections.nCopies(channels.size(), "UpDecoderBlock2D"));
        config.put("vq_embed_dim", null);
        return config;
    }
}
