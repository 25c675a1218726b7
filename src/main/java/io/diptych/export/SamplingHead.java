package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.diffusion.Vocabulary;
import java.util.function.UnaryOperator;

/**
 * Sampling inside the graph: guidance, arg max or inverse CDF, confidences, as {@link io.diptych.diffusion.Denoiser}
 * defines them. Logits never leave the device.
 */
final class SamplingHead {

    private final GraphBuilder graph;
    private final Vocabulary vocabulary;

    SamplingHead(GraphBuilder graph, Vocabulary vocabulary) {
        this.graph = graph;
        this.vocabulary = vocabulary;
    }

    /** @param logits from positions [n] to logits of the ids below the first picture code [n, ids] */
    void text(UnaryOperator<String> logits) {
        var positions = graph.input("text_positions", DataType.INT32, "texts");
        var temperatures = graph.input("text_temperatures", DataType.FLOAT, "texts");
        var uniforms = graph.input("text_uniforms", DataType.FLOAT, "texts");
        var allowed = graph.op("Add", logits.apply(positions), forbidden());
        var sampled = sample(allowed, vocabulary.firstCode(), temperatures, uniforms);
        graph.output("text_ids", sampled.id, DataType.INT32, "texts");
        graph.output("text_confidences", sampled.confidence, DataType.FLOAT, "texts");
    }

    /** @param logits from positions [n] to logits of the picture codes [n, codes] */
    void image(UnaryOperator<String> logits) {
        var positions = graph.input("image_positions", DataType.INT32, "images");
        var withoutText = graph.input("image_without_text", DataType.INT32, "images");
        var withoutImage = graph.input("image_without_image", DataType.INT32, "images");
        var textGuidance = graph.input("text_guidance", DataType.FLOAT, "images");
        var imageGuidance = graph.input("image_guidance", DataType.FLOAT, "images");
        var temperatures = graph.input("image_temperatures", DataType.FLOAT, "images");
        var uniforms = graph.input("image_uniforms", DataType.FLOAT, "images");
        var all = graph.node("Concat", positions, withoutText, withoutImage)
                .with("axis", 0)
                .output();
        var branches = graph.node("Split", graph.reshape(logits.apply(all), 3, -1, vocabulary.codes()))
                .with("axis", 0)
                .outputs(3);
        var cond = graph.reshape(branches[0], -1, vocabulary.codes());
        var guided = graph.op(
                "Add",
                graph.op("Add", cond, guide(cond, branches[1], textGuidance)),
                guide(cond, branches[2], imageGuidance));
        var sampled = sample(guided, vocabulary.codes(), temperatures, uniforms);
        graph.output("image_codes", sampled.id, DataType.INT32, "images");
        graph.output("image_confidences", sampled.confidence, DataType.FLOAT, "images");
    }

    private String guide(String cond, String without, String scale) {
        var difference = graph.op("Sub", cond, graph.reshape(without, -1, vocabulary.codes()));
        return graph.op("Mul", column(scale), difference);
    }

    /** 0 for ids that text may become, minus infinity for the others. */
    private String forbidden() {
        var values = new float[vocabulary.firstCode()];
        for (int id = 0; id < values.length; id++) {
            values[id] = vocabulary.allowsText(id) ? 0 : Float.NEGATIVE_INFINITY;
        }
        return graph.floats(values, values.length);
    }

    private record Sampled(String id, String confidence) {}

    private Sampled sample(String logits, int size, String temperatures, String uniforms) {
        var shifted = graph.op("Sub", logits, max(logits));
        var greedy = graph.node("ArgMax", logits)
                .with("axis", 1)
                .with("keepdims", 0)
                .with("select_last_index", 0)
                .output();
        var tempered = graph.op("Greater", temperatures, graph.scalar(0f));
        var divisors = graph.op("Where", tempered, temperatures, graph.scalar(1f));
        var drawn = draw(graph.op("Exp", graph.op("Div", shifted, column(divisors))), size, uniforms);
        var chosen = graph.op("Where", tempered, drawn, greedy);
        var likelihood = graph.op(
                "Exp",
                graph.node("GatherElements", shifted, column(chosen))
                        .with("axis", 1)
                        .output());
        var confidence = graph.op("Div", likelihood, sum(graph.op("Exp", shifted), 1));
        return new Sampled(graph.cast(chosen, DataType.INT32), graph.reshape(confidence, -1));
    }

    /**
     * Inverse CDF: the first index whose running sum in double precision is greater than uniform · total. The sum over a
     * wide row runs on two levels, first over blocks and then inside the block that was hit, because {@code CumSum} takes
     * time quadratic in the width on CUDA.
     *
     * @param weights [n, size], not normalised
     * @return indices [n], int64
     */
    private String draw(String weights, int size, String uniforms) {
        var blocks = Blocks.of(size);
        var padded = blocks.padding() == 0
                ? weights
                : graph.op("Pad", weights, graph.longs(0, 0, 0, blocks.padding()), graph.scalar(0f));
        var wide = graph.cast(graph.reshape(padded, -1, blocks.count(), blocks.width()), DataType.DOUBLE);
        var blockSums = graph.reshape(sum(wide, 2), -1, blocks.count());
        var running = runningSum(blockSums, 0);
        var target = graph.op("Mul", graph.cast(column(uniforms), DataType.DOUBLE), last(running, blocks.count()));
        var block = firstGreater(running, target, blocks.count());

        var before = graph.node("GatherElements", runningSum(blockSums, 1), column(block))
                .with("axis", 1)
                .output();
        var hit = graph.node("GatherND", wide, column(block))
                .with("batch_dims", 1)
                .output();
        var inside = runningSum(hit, 0);
        var index = firstGreater(inside, graph.op("Sub", target, before), blocks.width());
        return graph.op("Add", graph.op("Mul", block, graph.scalar((long) blocks.width())), index);
    }

    private String runningSum(String values, int exclusive) {
        return graph.node("CumSum", values, graph.scalar(1L))
                .with("exclusive", exclusive)
                .output();
    }

    private String last(String values, int width) {
        return graph.node("Gather", values, graph.longs(width - 1))
                .with("axis", 1)
                .output();
    }

    /**
     * The index of the first running sum that is greater than the target: as many as are not. The target is kept below the
     * last sum, so that rounding never leads beyond the last index with a weight.
     */
    private String firstGreater(String running, String target, int width) {
        var limit = graph.op("Mul", last(running, width), graph.scalar(1 - 0x1p-50));
        var passed = graph.cast(graph.op("LessOrEqual", running, graph.op("Min", target, limit)), DataType.INT64);
        return graph.reshape(sum(passed, 1), -1);
    }

    private String max(String values) {
        return graph.node("ReduceMax", values)
                .with("axes", new long[] {1})
                .with("keepdims", 1)
                .output();
    }

    private String sum(String values, int axis) {
        return graph.node("ReduceSum", values, graph.longs(axis))
                .with("keepdims", 1)
                .output();
    }

    private String column(String vector) {
        return graph.reshape(vector, -1, 1);
    }

    /** A row cut into blocks of about the square root of its size. */
    private record Blocks(int count, int width, int padding) {

        static Blocks of(int size) {
            int root = (int) Math.ceil(Math.sqrt(size));
            for (int width = root; width <= 2 * root; width++) {
                if (size % width == 0) {
                    return new Blocks(size / width, width, 0);
                }
            }
            int count = (size + root - 1) / root;
            return new Blocks(count, root, count * root - size);
        }
    }
}
