package io.diptych.training;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How libtorch multiplies f32 matrices. Rounding the factors to bfloat16 and adding up in f32 is several times as fast on a
 * processor that has tile registers for it, and training does not notice. In Python this is
 * {@code torch.set_float32_matmul_precision("medium")}; DJL has no call for it, so the C++ function is called by its name.
 */
final class MatrixPrecision implements AutoCloseable {

    private static final String CONTEXT = "_ZN2at13globalContextEv";
    private static final String SETTER = "_ZN2at7Context25setFloat32MatmulPrecisionENS_22Float32MatmulPrecisionE";
    private static final int HIGHEST = 0;
    private static final int MEDIUM = 2;

    private final Optional<NativeLibrary> libtorch;

    private MatrixPrecision(Optional<NativeLibrary> libtorch) {
        this.libtorch = libtorch;
    }

    /**
     * Until it is closed, products in the whole process are rounded so, if that is fast here; otherwise nothing changes.
     * libtorch must have been loaded.
     */
    static MatrixPrecision bfloat16WhereFast() {
        var precision = new MatrixPrecision(hasTiles() ? libtorch() : Optional.empty());
        precision.set(MEDIUM);
        return precision;
    }

    boolean isBfloat16() {
        return libtorch.isPresent();
    }

    /** Whether the processor is known to multiply bfloat16 fast; without tiles libtorch may even be slower. */
    private static boolean hasTiles() {
        return Platform.isLinux()
                && lines(Path.of("/proc/cpuinfo"))
                        .anyMatch(line -> line.startsWith("flags") && line.contains("amx_bf16"));
    }

    /** The very library that DJL has loaded, wherever it unpacked it. */
    private static Optional<NativeLibrary> libtorch() {
        return lines(Path.of("/proc/self/maps"))
                .filter(line -> line.endsWith("/libtorch_cpu.so"))
                .map(line -> NativeLibrary.getInstance(line.substring(line.indexOf('/'))))
                .findFirst();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(int precision) {
        libtorch.ifPresent(library -> {
            var context = library.getFunction(CONTEXT).invokePointer(new Object[0]);
            library.getFunction(SETTER).invokeVoid(new Object[] {context, precision});
        });
    }

    @Override
    public void close() {
        set(HIGHEST);
    }
}
