package io.diptych.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The external data of ONNX graphs: weights one after another, converted on the way, each tensor once even when several
 * graphs use it.
 */
final class WeightFile implements Closeable {

    private static final int ALIGNMENT = 64;
    private static final float LARGEST_F16 = 65504;

    /** Where a tensor begins, and how it is stored. */
    record Slice(ElementType type, long offset) {}

    private final Path path;
    private final ElementType matrixType;
    private final FileChannel channel;
    private final Map<StoredTensor, Slice> slices = new HashMap<>();

    /** @param matrixType F32 or F16; vectors (norms, biases) are always kept in F32 */
    WeightFile(Path path, ElementType matrixType) {
        this.path = path;
        this.matrixType = matrixType;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    Slice append(StoredTensor tensor) {
        return slices.computeIfAbsent(tensor, this::copy);
    }

    private Slice copy(StoredTensor tensor) {
        try {
            var type = tensor.shape().length < 2 ? ElementType.F32 : matrixType;
            var offset = align();
            tensor.read(part -> write(type == tensor.type() ? part : convert(tensor, part, type)));
            return new Slice(type, offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long align() throws IOException {
        write(ByteBuffer.allocate((int) (-channel.position() & (ALIGNMENT - 1))));
        return channel.position();
    }

    private static ByteBuffer convert(StoredTensor tensor, ByteBuffer part, ElementType type) {
        int elements = part.remaining() / tensor.type().bytes();
        var converted = ByteBuffer.allocate(elements * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (part.hasRemaining()) {
            var value = Floats.next(tensor.type(), part);
            if (type == ElementType.F16 && Math.abs(value) > LARGEST_F16) {
                throw new InvalidCheckpointException(
                        tensor.file(),
                        "tensor " + tensor.name() + " holds " + value + ", too large for f16; export it as f32");
            }
            Floats.put(type, value, converted);
        }
        return converted.flip();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
