package io.diptych.export;

/** A {@link PictureTrunk} as part of an ONNX graph; height and width are dynamic, at least twice the halvings. */
final class PictureTrunkGraph {

    private final PictureTrunk shape;
    private final Weights weights;
    private final GraphBuilder graph;

    PictureTrunkGraph(PictureTrunk shape, Weights weights, GraphBuilder graph) {
        this.shape = shape;
        this.weights = weights;
        this.graph = graph;
    }

    /** {@code pixels [n, 3, height, width] in 0..1 → [n, features]}. */
    String features(String pixels) {
        var x = graph.op("Sub", graph.op("Mul", pixels, graph.scalar(2f)), graph.scalar(1f));
        int from = 3;
        for (int stage = 0; stage < shape.channels().size(); stage++) {
            int to = shape.channels().get(stage);
            x = conv("trunk." + stage + ".down", x, from, to, shape.kernel(stage), shape.stride(stage));
            x = graph.op("Relu", stage == 0 ? x : normalised(x));
            for (int block = 0; block < shape.blocks().get(stage); block++) {
                var name = "trunk." + stage + ".blocks." + block;
                var inner = graph.op("Relu", conv(name + ".conv1", x, to, to, 3, 1));
                x = graph.op("Relu", normalised(graph.op("Add", x, conv(name + ".conv2", inner, to, to, 3, 1))));
            }
            from = to;
        }
        return pooled(x);
    }

    /** {@code x · weightᵀ + bias} for a weight of {@code [to, from]}. */
    String linear(String name, String x, int from, int to) {
        return graph.node(
                        "Gemm",
                        x,
                        graph.weight(weights.get(name + ".weight", to, from)),
                        graph.weight(weights.get(name + ".bias", to)))
                .with("transB", 1)
                .output();
    }

    private String conv(String name, String x, int from, int to, int kernel, int stride) {
        return graph.node(
                        "Conv",
                        x,
                        graph.weight(weights.get(name + ".weight", to, from, kernel, kernel)),
                        graph.weight(weights.get(name + ".bias", to)))
                .with("kernel_shape", kernel, kernel)
                .with("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2)
                .with("strides", stride, stride)
                .output();
    }

    private String normalised(String x) {
        var square = graph.node("ReduceMean", graph.op("Mul", x, x))
                .with("axes", new long[] {1})
                .with("keepdims", 1)
                .output();
        return graph.op("Div", x, graph.op("Sqrt", graph.op("Add", square, graph.scalar(PictureTrunk.EPSILON))));
    }

    private String pooled(String map) {
        var width = graph.op("Gather", graph.op("Shape", map), graph.longs(3));
        var half = graph.op("Div", width, graph.longs(2));
        var left = graph.op("Slice", map, graph.longs(0), half, graph.longs(3));
        var right = graph.op("Slice", map, graph.op("Sub", width, half), width, graph.longs(3));
        return graph.node(
                        "Concat",
                        over("ReduceMean", map),
                        over("ReduceMax", map),
                        over("ReduceMean", left),
                        over("ReduceMax", left),
                        over("ReduceMean", right),
                        over("ReduceMax", right))
                .with("axis", 1)
                .output();
    }

    private String over(String reduction, String map) {
        return graph.node(reduction, map).with("axes", 2, 3).with("keepdims", 0).output();
    }
}
