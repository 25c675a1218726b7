package io.diptych.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Writes a safetensors file as a stream: the values of a tensor are asked for when it is its turn, so only one tensor is
 * in memory at a time. The file appears under its name only when it is complete.
 *
 * <pre>{@code
 * new SafetensorsWriter()
 *         .add("model.transformer.wte.weight", new long[] {1536, 192}, () -> floats(embedding))
 *         .write(directory.resolve("model.safetensors"));
 * }</pre>
 */
public final class SafetensorsWriter {

    private static final int CHUNK = 1 << 20;

    private record Entry(String name, ElementType type, long[] shape, Supplier<FloatBuffer> values) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>(Map.of("format", "pt"));

    /** Adds a tensor that is stored as f32. */
    public SafetensorsWriter add(String name, long[] shape, Supplier<FloatBuffer> values) {
        return add(name, ElementType.F32, shape, values);
    }

    /**
     * Adds a tensor.
     *
     * @param type {@link ElementType#F32} or {@link ElementType#F16}
     * @param shape outermost dimension first
     * @param values its values in row-major order, called once while the file is written
     */
    public SafetensorsWriter add(String name, ElementType type, long[] shape, Supplier<FloatBuffer> values) {
        if (type != ElementType.F32 && type != ElementType.F16) {
            throw new IllegalArgumentException("tensor " + name + ": type must be F32 or F16, got " + type);
        }
        if (entries.stream().anyMatch(entry -> entry.name.equals(name))) {
            throw new IllegalArgumentException("tensor " + name + " was added twice");
        }
        entries.add(new Entry(name, type, shape.clone(), values));
        return this;
    }

    /** Adds a line to the file's metadata. */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Writes the file; one that is there already is replaced at the end, in one step. */
    public void write(Path path) {
        // Wider types first keeps every tensor aligned to its element size.
        entries.sort(Comparator.comparing((Entry entry) -> -entry.type.bytes()).thenComparing(Entry::name));
        var partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            try (var channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeFully(channel, header());
                for (var entry : entries) {
                    write(channel, entry);
                }
                channel.force(true);
            }
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer header() {
        var header = new LinkedHashMap<String, Object>();
        header.put("__metadata__", metadata);
        long offset = 0;
        for (var entry : entries) {
            long end = offset + bytes(entry);
            var description = new LinkedHashMap<String, Object>();
            description.put("dtype", entry.type.name());
            description.put("shape", entry.shape);
            description.put("data_offsets", new long[] {offset, end});
            header.put(entry.name, description);
            offset = end;
        }
        var json = JsonFiles.MAPPER.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        var buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.flip();
    }

    private static void write(FileChannel channel, Entry entry) throws IOException {
        var values = entry.values.get();
        if (values.remaining() != bytes(entry) / entry.type.bytes()) {
            throw new IllegalArgumentException("tensor " + entry.name + ": shape " + Arrays.toString(entry.shape)
                    + " needs " + bytes(entry) / entry.type.bytes() + " values, got " + values.remaining());
        }
        var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            buffer.clear();
            while (values.hasRemaining() && buffer.hasRemaining()) {
                Floats.put(entry.type, values.get(), buffer);
            }
            writeFully(channel, buffer.flip());
        }
    }

    private static long bytes(Entry entry) {
        return Arrays.stream(entry.shape).reduce(1, Math::multiplyExact) * entry.type.bytes();
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
