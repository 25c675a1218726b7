package io.diptych.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import io.diptych.model.InvalidBundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A bundle's model as the checkpoint that it was exported from, so that training can start from a bundle. Tensors have
 * their checkpoint's names and shapes, in the precision that the bundle stores: exported again, they give the same bytes.
 * Every tensor is in memory as a whole while it is copied.
 */
public final class BundleCheckpoint {

    private final Bundle bundle;
    private final BundleManifest manifest;

    private BundleCheckpoint(Bundle bundle) {
        this.bundle = bundle;
        this.manifest = bundle.manifest();
    }

    /**
     * Writes everything that {@link Exporter} reads: {@code config.json}, {@code model.safetensors}, {@code
     * special_tokens.json}, {@code tokenizer.json}, {@code diptych.json} and {@code vqvae/}.
     *
     * @param directory made if it does not exist; files of these names are replaced
     * @return the directory
     * @throws InvalidBundleException if the graphs are not as {@link Exporter} writes them
     */
    public static Path write(Bundle bundle, Path directory) {
        try {
            new BundleCheckpoint(bundle).write(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path directory) throws IOException {
        var pictures = directory.resolve("vqvae");
        Files.createDirectories(pictures);
        var denoiser = OnnxWeights.open(bundle, Bundle.LOGITS_DENOISER);
        var tensors = denoiser.tensors();
        copy(tensors, directory.resolve("model.safetensors"));
        json(directory.resolve("config.json"), config(denoiser, tensors));

        var encoder = OnnxWeights.open(bundle, Bundle.IMAGE_ENCODER);
        var codec = new LinkedHashMap<>(encoder.tensors());
        codec.putAll(OnnxWeights.open(bundle, Bundle.IMAGE_DECODER).tensors());
        copy(codec, pictures.resolve("diffusion_pytorch_model.safetensors"));
        json(pictures.resolve("config.json"), pictureConfig(encoder, codec));

        var special = new LinkedHashMap<String, Object>();
        JsonFiles.MAPPER
                .valueToTree(manifest.vocabulary().specialTokens())
                .properties()
                .forEach(entry -> special.put(entry.getKey(), entry.getValue()));
        special.put("image_token_offset", manifest.vocabulary().firstCode());
        json(directory.resolve(TokenIds.FILE), special);
        Files.copy(
                bundle.directory().resolve(Bundle.TOKENIZER),
                directory.resolve(Bundle.TOKENIZER),
                StandardCopyOption.REPLACE_EXISTING);
        new ModelCard(manifest.name(), manifest.licence(), manifest.domain(), manifest.training(), manifest.sequence())
                .write(directory);
    }

    private static void copy(Map<String, StoredTensor> tensors, Path file) {
        var writer = new SafetensorsWriter();
        tensors.forEach((name, tensor) ->
                writer.add(name, tensor.type(), tensor.shape(), () -> FloatBuffer.wrap(tensor.floats())));
        writer.write(file);
    }

    /** LLaDA's keys; what {@code bundle.json} does not say is read off the graph. */
    private Map<String, Object> config(OnnxWeights graph, Map<String, StoredTensor> tensors) {
        var shape = manifest.denoiser();
        var config = new LinkedHashMap<String, Object>();
        config.put("activation_type", "silu");
        config.put("alibi", false);
        config.put("architectures", new String[] {"LLaDAForMultiModalGeneration"});
        config.put("attention_layer_norm", false);
        config.put("block_type", "llama");
        config.put("codebook_size", manifest.vocabulary().codes());
        config.put("d_model", shape.width());
        config.put("embedding_size", shape.embeddings());
        config.put("eos_token_id", manifest.vocabulary().specialTokens().eos());
        config.put("include_bias", false);
        config.put("include_qkv_bias", false);
        config.put("input_emb_norm", false);
        config.put("layer_norm_type", "rms");
        config.put("mask_token_id", manifest.vocabulary().specialTokens().mask());
        config.put("max_sequence_length", shape.maxLength());
        config.put("mlp_hidden_size", shape(tensors, "model.transformer.blocks.0.ff_proj.weight")[0]);
        config.put("model_type", "llada");
        config.put("n_heads", shape.heads());
        config.put("n_kv_heads", shape.kvHeads());
        config.put("n_layers", shape.layers());
        config.put("rms_norm_eps", normEpsilon(graph));
        config.put("rope", true);
        config.put("rope_theta", theta(graph, shape.maxLength(), shape.width() / shape.heads()));
        config.put("scale_logits", false);
        config.put("text_vocab_size", manifest.vocabulary().firstCode());
        config.put("vocab_size", shape.embeddings());
        config.put("weight_tying", !tensors.containsKey("model.transformer.ff_out.weight"));
        return config;
    }

    private static float normEpsilon(OnnxWeights graph) {
        return graph.node("SimplifiedLayerNormalization").getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("epsilon"))
                .map(AttributeProto::getF)
                .findFirst()
                .orElse(1e-5f);
    }

    /** The base of the rotary frequencies, from the sines at position 1: the roundest number that gives the whole table. */
    private double theta(OnnxWeights graph, int positions, int headSize) {
        int half = headSize / 2;
        if (half < 2) {
            return 10_000; // there is but one frequency, which does not depend on it
        }
        var sines = graph.constant(graph.node("RotaryEmbedding").getInput(3));
        double slowest = Math.asin(sines.get(2 * half - 1));
        double estimate = Math.pow(slowest, -(double) half / (half - 1));
        for (int digits = 1; digits <= 17; digits++) {
            double theta =
                    new BigDecimal(estimate).round(new MathContext(digits)).doubleValue();
            var table = RotaryTables.of(positions, headSize, theta).sines();
            if (IntStream.range(0, table.length).allMatch(i -> Math.abs(table[i] - sines.get(i)) < 1e-5)) {
                return theta;
            }
        }
        throw new InvalidBundleException(
                bundle.directory().resolve(Bundle.LOGITS_DENOISER), "its rotary tables have no common base");
    }

    /** Diffusers' keys, all read off the tensors and the group norms. */
    private Map<String, Object> pictureConfig(OnnxWeights encoder, Map<String, StoredTensor> tensors) {
        int levels = count(tensors, "encoder.down_blocks.%d.resnets.0.conv1.weight");
        var channels = IntStream.range(0, levels)
                .mapToObj(level -> shape(tensors, "encoder.down_blocks." + level + ".resnets.0.conv1.weight")[0])
                .toList();
        var codebook = shape(tensors, "quantize.embedding.weight");
        var latents = shape(tensors, "encoder.conv_out.weight")[0];
        var groups = encoder.constant(encoder.node("InstanceNormalization").getInput(1));
        var config = new LinkedHashMap<String, Object>();
        config.put("_class_name", "VQModel");
        config.put("act_fn", "silu");
        config.put("block_out_channels", channels);
        config.put("down_block_types", Arrays.asList(repeated("DownEncoderBlock2D", levels)));
        config.put("in_channels", 3);
        config.put("latent_channels", latents);
        config.put("layers_per_block", count(tensors, "encoder.down_blocks.0.resnets.%d.conv1.weight"));
        config.put("mid_block_add_attention", tensors.containsKey("encoder.mid_block.attentions.0.to_q.weight"));
        config.put("norm_num_groups", groups.size());
        config.put("norm_type", "group");
        config.put("num_vq_embeddings", codebook[0]);
        config.put("out_channels", 3);
        config.put("up_block_types", Arrays.asList(repeated("UpDecoderBlock2D", levels)));
        config.put("vq_embed_dim", codebook[1] == latents ? null : codebook[1]);
        return config;
    }

    private static String[] repeated(String value, int times) {
        var values = new String[times];
        Arrays.fill(values, value);
        return values;
    }

    private static int count(Map<String, StoredTensor> tensors, String pattern) {
        return (int) IntStream.iterate(0, i -> i + 1)
                .takeWhile(i -> tensors.containsKey(pattern.formatted(i)))
                .count();
    }

    private long[] shape(Map<String, StoredTensor> tensors, String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidBundleException(bundle.directory(), "its graphs have no tensor " + name);
        }
        return tensor.shape();
    }

    private static void json(Path file, Object value) {
        JsonFiles.MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), value);
    }
}
