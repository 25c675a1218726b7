package io.diptych.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A tensor where it lies in a safetensors file. Reading maps a window of the file at a time, so the size of a tensor is
 * limited neither by the heap nor by the 2 GiB of a buffer.
 *
 * @param shape outermost dimension first
 * @param offset of the first byte, from the start of the file
 */
public record StoredTensor(Path file, String name, ElementType type, long[] shape, long offset) {

    private static final long WINDOW = 16L << 20;

    /** Receives consecutive parts of a tensor; the buffer is little-endian and valid only during the call. */
    @FunctionalInterface
    interface Part {
        void accept(ByteBuffer bytes) throws IOException;
    }

    public long elements() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    public long bytes() {
        return elements() * type.bytes();
    }

    void read(Part part) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < offset + bytes()) {
                throw new EOFException(file + ": truncated while tensor " + name + " was read");
            }
            for (long done = 0; done < bytes(); done += WINDOW) {
                var window =
                        channel.map(FileChannel.MapMode.READ_ONLY, offset + done, Math.min(WINDOW, bytes() - done));
                part.accept(window.order(ByteOrder.LITTLE_ENDIAN));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All values as floats; for small tensors. */
    public float[] floats() {
        var values = new float[Math.toIntExact(elements())];
        var position = new int[1];
        read(bytes -> {
            while (bytes.hasRemaining()) {
                values[position[0]++] = Floats.next(type, bytes);
            }
        });
        return values;
    }

    /** All values of an integer tensor; for small tensors. */
    public long[] longs() {
        var values = new long[Math.toIntExact(elements())];
        var position = new int[1];
        read(bytes -> {
            while (bytes.hasRemaining()) {
                values[position[0]++] = switch (type) {
                    case I64 -> bytes.getLong();
                    case I32 -> bytes.getInt();
                    case U8 -> bytes.get() & 0xff;
                    default -> throw new IllegalStateException(name + " holds " + type + ", not integers");
                };
            }
        });
        return values;
    }

    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape) + " in " + file;
    }
}
