package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.model.AlignerShape;
import io.diptych.model.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The aligner that Diptych trains, as the pair of ONNX graphs that CLIP is usually published as: of the text the mean state
 * of a LLaDA transformer, of the picture a {@link PictureTrunk} and one hidden layer, each with a projection behind it.
 */
public final class AlignerGraph {

    private static final String WEIGHTS = "aligner.weights";

    private AlignerGraph() {}

    /**
     * Writes the graphs and their weights, matrices in f16.
     *
     * @param checkpoint safetensors with a LLaDA model's tensors but the output layer's, {@code text_projection}, {@code
     *     trunk.*}, {@code hidden} and {@code picture_projection}
     * @param text the transformer's {@code config.json}
     * @param hidden width of the picture's hidden layer
     * @param size of the embeddings
     * @param directory made if it does not exist; files in it are replaced
     */
    public static AlignerFiles write(
            Path checkpoint,
            Map<String, ?> text,
            PictureTrunk trunk,
            int hidden,
            int size,
            AlignerShape shape,
            Path directory) {
        var config = JsonFiles.convert(checkpoint, JsonFiles.MAPPER.valueToTree(text), LladaConfig.class);
        var name = checkpoint.getFileName().toString().replaceFirst("\\.safetensors$", "");
        var weights = Weights.open(checkpoint.toAbsolutePath().getParent(), name);
        var files = new LinkedHashMap<String, Path>();
        for (var file : new String[] {WEIGHTS, Bundle.ALIGNER_TEXT, Bundle.ALIGNER_PICTURE}) {
            files.put(file, directory.resolve(file));
        }
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(files.get(WEIGHTS));
            try (var data = new WeightFile(files.get(WEIGHTS), ElementType.F16)) {
                text(config, size, weights, data).write(files.get(Bundle.ALIGNER_TEXT));
                picture(trunk, hidden, size, weights, data).write(files.get(Bundle.ALIGNER_PICTURE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AlignerFiles(shape, files);
    }

    private static GraphBuilder text(LladaConfig config, int size, Weights weights, WeightFile data) {
        var graph = new GraphBuilder("aligner-text", data);
        var ids = graph.input("input_ids", DataType.INT64, "n", "length");
        var mask = graph.cast(graph.input("attention_mask", DataType.INT64, "n", "length"), DataType.INT32);
        var states = new DenoiserGraph(config, weights).states(graph, graph.cast(ids, DataType.INT32), mask);
        var shape = graph.node("Concat", graph.op("Shape", ids), graph.longs(config.dModel()))
                .with("axis", 0)
                .output();
        var shown = graph.op("Unsqueeze", graph.cast(mask, DataType.FLOAT), graph.longs(-1));
        var sum = sum(graph, graph.op("Mul", graph.op("Reshape", states, shape), shown));
        var mean = graph.op("Div", sum, sum(graph, shown));
        var embeds = graph.node(
                        "Gemm",
                        mean,
                        graph.weight(weights.get("text_projection.weight", size, config.dModel())),
                        graph.weight(weights.get("text_projection.bias", size)))
                .with("transB", 1)
                .output();
        graph.output("text_embeds", embeds, DataType.FLOAT, "n", size);
        return graph;
    }

    private static String sum(GraphBuilder graph, String value) {
        return graph.node("ReduceSum", value, graph.longs(1))
                .with("keepdims", 0)
                .output();
    }

    private static GraphBuilder picture(PictureTrunk trunk, int hidden, int size, Weights weights, WeightFile data) {
        var graph = new GraphBuilder("aligner-picture", data);
        var network = new PictureTrunkGraph(trunk, weights, graph);
        var features = network.features(graph.input("pixel_values", DataType.FLOAT, "n", 3, "height", "width"));
        var inner = graph.op("Relu", network.linear("hidden", features, trunk.features(), hidden));
        graph.output(
                "image_embeds", network.linear("picture_projection", inner, hidden, size), DataType.FLOAT, "n", size);
        return graph;
    }
}
