package io.diptych.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes checkpoints of any shape with seeded random weights. */
final class RandomCheckpoint {

    private final Random random;

    private RandomCheckpoint(long seed) {
        random = new Random(seed);
    }

    /** The shape of a LLaDA denoiser; 1,024 text ids and 512 picture codes. */
    record Shape(int width, int layers, int heads, int kvHeads, int mlp) {
        static final Shape STUDIO_MINI = new Shape(192, 6, 6, 6, 512);
    }

    static void writeDenoiser(Path directory, Shape shape, ElementType type, long seed) {
        var random = new RandomCheckpoint(seed);
        var config = new LinkedHashMap<String, Object>();
        config.put("d_model", shape.width);
        config.put("n_heads", shape.heads);
        config.put("n_kv_heads", shape.kvHeads);
        config.put("n_layers", shape.layers);
        config.put("mlp_hidden_size", shape.mlp);
        config.put("vocab_size", 1536);
        config.put("max_sequence_length", 512);
        config.put("rope_theta", 500000.0);
        config.put("text_vocab_size", 1024);
        var writer = new SafetensorsWriter();
        var prefix = "model.transformer.";
        random.add(writer, prefix + "wte.weight", type, 1f, 1536, shape.width);
        for (int layer = 0; layer < shape.layers; layer++) {
            var block = prefix + "blocks." + layer + ".";
            int kv = shape.kvHeads * shape.width / shape.heads;
            random.ones(writer, block + "attn_norm.weight", shape.width);
            random.add(writer, block + "q_proj.weight", type, 0.1f, shape.width, shape.width);
            random.add(writer, block + "k_proj.weight", type, 0.1f, kv, shape.width);
            random.add(writer, block + "v_proj.weight", type, 0.1f, kv, shape.width);
            random.add(writer, block + "attn_out.weight", type, 0.1f, shape.width, shape.width);
            random.ones(writer, block + "ff_norm.weight", shape.width);
            random.add(writer, block + "ff_proj.weight", type, 0.1f, shape.mlp, shape.width);
            random.add(writer, block + "up_proj.weight", type, 0.1f, shape.mlp, shape.width);
            random.add(writer, block + "ff_out.weight", type, 0.1f, shape.width, shape.mlp);
        }
        random.ones(writer, prefix + "ln_f.weight", shape.width);
        random.add(writer, prefix + "ff_out.weight", type, 0.15f, 1536, shape.width);
        write(directory, writer, "model.safetensors", config);
    }

    /** A VQ model with 512 codes and 8 latent channels. */
    static void writeImageModel(
            Path directory, List<Integer> channels, int layers, int codeSize, boolean attention, long seed) {
        var random = new RandomCheckpoint(seed);
        var config = new LinkedHashMap<String, Object>();
        config.put("block_out_channels", channels);
        config.put("layers_per_block", layers);
        config.put("latent_channels", 8);
        config.put("vq_embed_dim", codeSize);
        config.put("norm_num_groups", 8);
        config.put("num_vq_embeddings", 512);
        config.put("mid_block_add_attention", attention);
        var writer = new SafetensorsWriter();
        int last = channels.size() - 1;
        random.conv(writer, "encoder.conv_in", channels.get(0), 3, 3);
        random.conv(writer, "decoder.conv_in", channels.get(last), 8, 3);
        for (int i = 0; i <= last; i++) {
            int down = channels.get(i);
            random.resnets(writer, "encoder.down_blocks." + i, layers, channels.get(Math.max(0, i - 1)), down);
            int up = channels.get(last - i);
            random.resnets(
                    writer, "decoder.up_blocks." + i, layers + 1, channels.get(Math.min(last, last - i + 1)), up);
            if (i < last) {
                random.conv(writer, "encoder.down_blocks." + i + ".downsamplers.0.conv", down, down, 3);
                random.conv(writer, "decoder.up_blocks." + i + ".upsamplers.0.conv", up, up, 3);
            }
        }
        for (var half : List.of("encoder", "decoder")) {
            int width = channels.get(last);
            random.resnets(writer, half + ".mid_block", 2, width, width);
            if (attention) {
                random.norm(writer, half + ".mid_block.attentions.0.group_norm", width);
                for (var name : List.of("to_q", "to_k", "to_v", "to_out.0")) {
                    random.add(
                            writer,
                            half + ".mid_block.attentions.0." + name + ".weight",
                            ElementType.F32,
                            0.1f,
                            width,
                            width);
                    random.add(
                            writer, half + ".mid_block.attentions.0." + name + ".bias", ElementType.F32, 0.1f, width);
                }
            }
        }
        random.norm(writer, "encoder.conv_norm_out", channels.get(last));
        random.norm(writer, "decoder.conv_norm_out", channels.get(0));
        random.conv(writer, "encoder.conv_out", 8, channels.get(last), 3);
        random.conv(writer, "decoder.conv_out", 3, channels.get(0), 3);
        random.conv(writer, "quant_conv", codeSize, 8, 1);
        random.conv(writer, "post_quant_conv", 8, codeSize, 1);
        random.add(writer, "quantize.embedding.weight", ElementType.F32, 1f, 512, codeSize);
        write(directory, writer, "diffusion_pytorch_model.safetensors", config);
    }

    private void resnets(SafetensorsWriter writer, String block, int count, int from, int to) {
        for (int i = 0; i < count; i++) {
            var name = block + ".resnets." + i;
            int in = i == 0 ? from : to;
            norm(writer, name + ".norm1", in);
            conv(writer, name + ".conv1", to, in, 3);
            norm(writer, name + ".norm2", to);
            conv(writer, name + ".conv2", to, to, 3);
            if (in != to) {
                conv(writer, name + ".conv_shortcut", to, in, 1);
            }
        }
    }

    private void conv(SafetensorsWriter writer, String name, int out, int in, int kernel) {
        float scale = (float) (1 / Math.sqrt(in * kernel * kernel));
        add(writer, name + ".weight", ElementType.F32, scale, out, in, kernel, kernel);
        add(writer, name + ".bias", ElementType.F32, 0.1f, out);
    }

    private void norm(SafetensorsWriter writer, String name, int channels) {
        add(writer, name + ".weight", ElementType.F32, 1f, channels);
        add(writer, name + ".bias", ElementType.F32, 0.1f, channels);
    }

    private void ones(SafetensorsWriter writer, String name, int size) {
        var values = new float[size];
        java.util.Arrays.fill(values, 1);
        writer.add(name, new long[] {size}, () -> FloatBuffer.wrap(values));
    }

    private void add(SafetensorsWriter writer, String name, ElementType type, float scale, long... shape) {
        var values = new float[(int) java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        writer.add(name, type, shape, () -> FloatBuffer.wrap(values));
    }

    private static void write(Path directory, SafetensorsWriter writer, String file, Map<String, Object> config) {
        try {
            Files.createDirectories(directory);
            writer.write(directory.resolve(file));
            JsonFiles.MAPPER.writeValue(directory.resolve("config.json"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
