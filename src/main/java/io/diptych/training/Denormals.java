package io.diptych.training;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
        if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
            return;
        }
        var math = Native.load("m", CMath.class);
        var environment = new byte[ENVIRONMENT];
        math.fegetenv(environment);
        var words = ByteBuffer.wrap(environment).order(ByteOrder.nativeOrder());
        words.putInt(MXCSR, words.getInt(MXCSR) | FLUSH);
        math.fesetenv(environment);
    }
}
