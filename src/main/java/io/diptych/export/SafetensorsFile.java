package io.diptych.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The header of a safetensors file: 8 bytes little-endian header length, a JSON header, raw little-endian data
 * (<a href="https://github.com/huggingface/safetensors#format">format</a>). The data stays on disk until a tensor is read.
 */
public final class SafetensorsFile {

    private static final long HEADER_LIMIT = 100_000_000; // as the reference implementation

    private final Path path;
    private final Map<String, StoredTensor> tensors;

    private SafetensorsFile(Path path, Map<String, StoredTensor> tensors) {
        this.path = path;
        this.tensors = tensors;
    }

    /**
     * Reads and checks the header.
     *
     * @throws InvalidCheckpointException naming the file, and the tensor where there is one, if anything is wrong or the
     *     file is shorter than its header says
     */
    public static SafetensorsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InvalidCheckpointException(path, "missing");
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new InvalidCheckpointException(
                        path, "truncated: a safetensors file has at least 8 bytes, found " + size);
            }
            long length = read(channel, 0, 8).getLong();
            if (length < 2 || length > HEADER_LIMIT) {
                throw new InvalidCheckpointException(
                        path, "not a safetensors file: header length " + length + " is outside 2.." + HEADER_LIMIT);
            }
            if (8 + length > size) {
                throw new InvalidCheckpointException(
                        path, "truncated: the header ends at byte " + (8 + length) + ", the file at byte " + size);
            }
            var header = parse(path, read(channel, 8, (int) length));
            var tensors = new LinkedHashMap<String, StoredTensor>();
            for (var entry : header.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), tensor(path, entry.getKey(), entry.getValue(), 8 + length, size));
                }
            }
            return new SafetensorsFile(path, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** All tensors by name, in the file's order. */
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * One tensor.
     *
     * @throws InvalidCheckpointException if there is none of that name
     */
    public StoredTensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new InvalidCheckpointException(path, "tensor " + name + " is missing");
        }
        return tensor;
    }

    private static JsonNode parse(Path path, ByteBuffer header) {
        try {
            var node = JsonFiles.MAPPER.readTree(header.array());
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new InvalidCheckpointException(
                    path, "not a safetensors file: bad JSON header: " + e.getOriginalMessage(), e);
        }
        throw new InvalidCheckpointException(path, "not a safetensors file: the header is no JSON object");
    }

    private static StoredTensor tensor(Path path, String name, JsonNode node, long dataStart, long fileSize) {
        var declared = node.path("dtype").asString("");
        var type = Stream.of(ElementType.values())
                .filter(t -> t.name().equals(declared))
                .findFirst()
                .orElseThrow(() -> new InvalidCheckpointException(
                        path,
                        "tensor " + name + ": element type '" + declared + "' is not supported, expected one of "
                                + Stream.of(ElementType.values()).toList()));
        var shape = node.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        var tensor = new StoredTensor(path, name, type, shape, dataStart + begin);
        if (begin < 0 || end - begin != tensor.bytes()) {
            throw new InvalidCheckpointException(
                    path,
                    "tensor " + name + ": data offsets " + begin + ".." + end + " do not hold the " + tensor.bytes()
                            + " bytes of its shape");
        }
        if (dataStart + end > fileSize) {
            throw new InvalidCheckpointException(
                    path,
                    "truncated: tensor " + name + " ends at byte " + (dataStart + end) + ", the file at byte "
                            + fileSize);
        }
        return tensor;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }
}
