package io.diptych.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vector instructions by which ONNX Runtime chooses its CPU kernels; different kernels round differently. Known on
 * Linux; elsewhere the architecture alone has to do.
 */
final class InstructionSet {

    /** Those that MLAS (ONNX Runtime's matrix library) and oneDNN look at. */
    private static final Set<String> DECISIVE = Set.of(
            "sse4_1",
            "avx",
            "avx2",
            "fma",
            "avx512f",
            "avx512bw",
            "avx512dq",
            "avx512vl",
            "avx512_vnni",
            "avx_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "asimd",
            "asimddp",
            "asimdhp",
            "sve",
            "sve2",
            "i8mm",
            "bf16");

    private static final Pattern FLAGS = Pattern.compile("(?m)^(?:flags|Features)\\s*:(.*)$");

    private InstructionSet() {}

    /** E.g. {@code amd64 avx avx2 fma}: the architecture, then the decisive instructions in alphabetical order. */
    static String ofThisMachine() {
        String architecture = System.getProperty("os.arch");
        Path cpuInfo = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(cpuInfo) ? describe(architecture, Files.readString(cpuInfo)) : architecture;
        } catch (IOException e) {
            return architecture;
        }
    }

    static String describe(String architecture, String cpuInfo) {
        Matcher flags = FLAGS.matcher(cpuInfo);
        Set<String> found = new TreeSet<>();
        if (flags.find()) {
            found.addAll(List.of(flags.group(1).strip().split("\\s+")));
            found.retainAll(DECISIVE);
        }
        return found.isEmpty() ? architecture : architecture + " " + String.join(" ", found);
    }
}
