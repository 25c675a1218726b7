package io.diptych.training;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;

/**
 * Numbers too small for a normal float. As attention sharpens, most of its weights become such numbers, and a processor
 * takes a hundred times as long for each: after a few hundred steps training ran at 0.55 of its first speed. libtorch can
 * take them for zero, but DJL has no call for it; the C library can, too.
 */
final class Denormals {

    private static final int ENVIRONMENT = 32; // bytes of fenv_t on x86-64
    private static final int MXCSR = 28; // where the control word of the vector unit lies in it
    private static final int FLUSH = 1 << 15 | 1 << 6; // results and operands

    private Denormals() {}

    private interface CMath extends Library {
        int fegetenv(byte[] environment);

        int fesetenv(byte[] environment);
    }

    /** From now on this thread takes them for zero; where that is not known to work (Linux on x86-64), nothing changes. */
    static void flushInThisThread() {
        change(control -> control | FLUSH);
    }

    /**
     * From now on this thread computes with them. A new thread takes over what the one that starts it does, and ONNX
     * Runtime flushes in every thread that calls it; yet drawing products takes the smallest number for more than zero.
     */
    static void keepInThisThread() {
        change(control -> control & ~FLUSH);
    }

    private static void change(IntUnaryOperator control) {
        if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
            return;
        }
        var math = Native.load("m", CMath.class);
        var environment = new byte[ENVIRONMENT];
        math.fegetenv(environment);
        var words = ByteBuffer.wrap(environment).order(ByteOrder.nativeOrder());
        words.putInt(MXCSR, control.applyAsInt(words.getInt(MXCSR)));
        math.fesetenv(environment);
    }
}
