package io.diptych.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The tensors of one model, from a single safetensors file or from shards and their index. */
final class Weights {

    private final Path source;
    private final Map<String, StoredTensor> tensors;

    private Weights(Path source, Map<String, StoredTensor> tensors) {
        this.source = source;
        this.tensors = tensors;
    }

    /**
     * Opens {@code stem.safetensors}, or the shards listed in {@code stem.safetensors.index.json}.
     *
     * @param stem {@code model} or {@code diffusion_pytorch_model}
     */
    static Weights open(Path directory, String stem) {
        var single = directory.resolve(stem + ".safetensors");
        if (Files.exists(single)) {
            return new Weights(single, SafetensorsFile.open(single).tensors());
        }
        var index = directory.resolve(stem + ".safetensors.index.json");
        if (!Files.exists(index)) {
            throw new InvalidCheckpointException(single, "missing, and so is " + index.getFileName());
        }
        return new Weights(index, shards(directory, index));
    }

    private static Map<String, StoredTensor> shards(Path directory, Path index) {
        var files = new TreeMap<String, SafetensorsFile>();
        var tensors = new LinkedHashMap<String, StoredTensor>();
        for (var entry : JsonFiles.tree(index).path("weight_map").properties()) {
            var shard = entry.getValue().asString("");
            var file = files.computeIfAbsent(shard, name -> {
                if (name.isEmpty() || !Path.of(name).equals(Path.of(name).getFileName())) {
                    throw new InvalidCheckpointException(
                            index, "weight_map: '" + name + "' is not the name of a file beside it");
                }
                return SafetensorsFile.open(directory.resolve(name));
            });
            tensors.put(entry.getKey(), file.tensor(entry.getKey()));
        }
        if (tensors.isEmpty()) {
            throw new InvalidCheckpointException(index, "weight_map is missing or empty");
        }
        return tensors;
    }

    /** The files that hold the tensors, in the order of their names. */
    Path[] files() {
        return tensors.values().stream()
                .map(StoredTensor::file)
                .distinct()
                .sorted()
                .toArray(Path[]::new);
    }

    /**
     * A float tensor of a known shape.
     *
     * @throws InvalidCheckpointException if it is missing, has another shape or holds no floats
     */
    StoredTensor get(String name, long... shape) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidCheckpointException(
                    source, "tensor " + name + " is missing, expected one of shape " + Arrays.toString(shape));
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new InvalidCheckpointException(
                    tensor.file(),
                    "tensor " + name + " has shape " + Arrays.toString(tensor.shape()) + ", expected "
                            + Arrays.toString(shape) + " from config.json");
        }
        switch (tensor.type()) {
            case F64, F32, F16, BF16 -> {}
            default ->
                throw new InvalidCheckpointException(
                        tensor.file(), "tensor " + name + " holds " + tensor.type() + ", expected F32, F16 or BF16");
        }
        return tensor;
    }
}
