package io.diptych.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.json} of diffusers' {@code VQModel}, with that class's defaults where a key is missing.
 *
 * @param blockOutChannels channels of each level; every level but the last halves the picture
 * @param vqEmbedDim length of a codebook entry; null: as {@code latentChannels}
 */
record VqConfig(
        @Nullable Integer inChannels,
        @Nullable Integer outChannels,
        List<Integer> blockOutChannels,
        @Nullable List<String> downBlockTypes,
        @Nullable List<String> upBlockTypes,
        @Nullable Integer layersPerBlock,
        @Nullable String actFn,
        int latentChannels,
        int numVqEmbeddings,
        @Nullable Integer vqEmbedDim,
        @Nullable Integer normNumGroups,
        @Nullable String normType,
        @Nullable Boolean midBlockAddAttention) {

    static VqConfig read(Path file) {
        var config = JsonFiles.read(file, VqConfig.class);
        config.check(file);
        return config;
    }

    private void check(Path file) {
        supported(file, "act_fn", actFn, "silu");
        supported(file, "norm_type", normType, "group");
        supported(file, "in_channels", inChannels, 3);
        supported(file, "out_channels", outChannels, 3);
        for (var type : Objects.requireNonNullElse(downBlockTypes, List.<String>of())) {
            supported(file, "down_block_types", type, "DownEncoderBlock2D");
        }
        for (var type : Objects.requireNonNullElse(upBlockTypes, List.<String>of())) {
            supported(file, "up_block_types", type, "UpDecoderBlock2D");
        }
        if (blockOutChannels == null || blockOutChannels.isEmpty()) {
            throw new InvalidCheckpointException(file, "block_out_channels is missing or empty");
        }
        for (int channels : blockOutChannels) {
            if (channels < 1 || channels % groups() != 0) {
                throw new InvalidCheckpointException(
                        file, "block_out_channels: " + channels + " is not a multiple of norm_num_groups " + groups());
            }
        }
        if (latentChannels < 1 || numVqEmbeddings < 1) {
            throw new InvalidCheckpointException(
                    file,
                    "latent_channels and num_vq_embeddings must be at least 1, got " + latentChannels + " and "
                            + numVqEmbeddings);
        }
    }

    private static void supported(Path file, String key, @Nullable Object value, Object supported) {
        if (value != null && !value.equals(supported)) {
            throw new InvalidCheckpointException(
                    file, key + " is " + value + "; only " + supported + " can be exported");
        }
    }

    int levels() {
        return blockOutChannels.size();
    }

    int channels(int level) {
        return blockOutChannels.get(level);
    }

    /** Pixels along one side of a code. */
    int pixelsPerCode() {
        return 1 << (levels() - 1);
    }

    int layers() {
        return Objects.requireNonNullElse(layersPerBlock, 1);
    }

    int groups() {
        return Objects.requireNonNullElse(normNumGroups, 32);
    }

    int codeSize() {
        return Objects.requireNonNullElse(vqEmbedDim, latentChannels);
    }

    boolean midBlockAttention() {
        return !Boolean.FALSE.equals(midBlockAddAttention);
    }
}
