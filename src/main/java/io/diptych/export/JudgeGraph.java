package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The attribute judge as one ONNX file that holds its weights: a {@link PictureTrunk}, one hidden layer, and for each slot
 * the choice with the highest score.
 */
public final class JudgeGraph {

    private JudgeGraph() {}

    /**
     * Writes {@code pixels [n, 3, height, width] in 0..1 → one int32 [n]} a slot, named as the slot, in the order of the
     * map.
     *
     * @param checkpoint safetensors with {@code trunk.*}, {@code hidden} and {@code heads.SLOT}
     * @param choices number of choices by slot
     * @param weights F16 or F32; biases are F32
     */
    public static void write(
            Path checkpoint,
            PictureTrunk trunk,
            int hidden,
            Map<String, Integer> choices,
            ElementType weights,
            Path out) {
        var directory = checkpoint.toAbsolutePath().getParent();
        var tensors =
                Weights.open(directory, checkpoint.getFileName().toString().replaceFirst("\\.safetensors$", ""));
        var data = out.resolveSibling(out.getFileName() + ".weights");
        try {
            try (var file = new WeightFile(data, weights)) {
                var graph = new GraphBuilder("attribute-judge", file);
                var network = new PictureTrunkGraph(trunk, tensors, graph);
                var pixels = graph.input("pixels", DataType.FLOAT, "n", 3, "height", "width");
                var features = network.features(pixels);
                var inner = graph.op("Relu", network.linear("hidden", features, trunk.features(), hidden));
                choices.forEach((slot, count) -> {
                    var best = graph.node("ArgMax", network.linear("heads." + slot, inner, hidden, count))
                            .with("axis", 1)
                            .with("keepdims", 0)
                            .output();
                    graph.output(slot, graph.cast(best, DataType.INT32), DataType.INT32, "n");
                });
                graph.writeWhole(out, data);
            } finally {
                Files.deleteIfExists(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
