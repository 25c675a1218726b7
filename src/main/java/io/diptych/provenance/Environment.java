package io.diptych.provenance;

import java.util.ArrayList;
import java.util.List;

/**
 * What decides, besides the inputs, about the last bit of a result: the same take on the same environment gives the same
 * bytes.
 *
 * @param executionProvider of ONNX Runtime, e.g. {@code CPU} or {@code CUDA}
 * @param device e.g. the GPU's name
 * @param instructionSet of the CPU, see {@link InstructionSet}
 * @param onnxRuntime version
 * @param java version of the runtime
 */
public record Environment(
        String executionProvider, String device, String instructionSet, String onnxRuntime, String java) {

    /** This process. */
    public static Environment here(String executionProvider, String device, String onnxRuntime) {
        return new Environment(
                executionProvider,
                device,
                InstructionSet.ofThisMachine(),
                onnxRuntime,
                Runtime.version().toString());
    }

    /** One line per thing that is not the same, empty if all is. */
    public List<String> differences(Environment other) {
        List<String> lines = new ArrayList<>();
        compare(lines, "execution provider", executionProvider, other.executionProvider);
        compare(lines, "device", device, other.device);
        compare(lines, "instruction set", instructionSet, other.instructionSet);
        compare(lines, "ONNX Runtime", onnxRuntime, other.onnxRuntime);
        compare(lines, "Java", java, other.java);
        return lines;
    }

    private static void compare(List<String> lines, String name, String here, String there) {
        if (!here.equals(there)) {
            lines.add(name + ": " + here + " then, " + there + " now");
        }
    }
}
