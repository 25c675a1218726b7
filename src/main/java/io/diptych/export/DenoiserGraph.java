package io.diptych.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.diffusion.Vocabulary;

/**
 * The transformer of LLaDA and MMaDA as ONNX: bidirectional attention, RMS norm, rotary embedding on halves of a head,
 * SwiGLU, no biases. Two graphs share its weights: one returns all logits, the other samples at the asked positions
 * ({@link SamplingHead}).
 *
 * <p>Matrices stay as they lie in the checkpoint ([out, in]): every projection is a {@code Gemm} over the flattened rows.
 */
final class DenoiserGraph {

    private static final String BLOCKS = "model.transformer.blocks.";

    /** Added to the scores of padding; large enough that its softmax weight is exactly 0, whatever the scores are. */
    private static final float MASKED = -1e30f;

    private final LladaConfig config;
    private final Weights weights;

    DenoiserGraph(LladaConfig config, Weights weights) {
        this.config = config;
        this.weights = weights;
    }

    /** {@code ids, starts → logits [rows, length, embeddings]}. */
    void logits(GraphBuilder graph) {
        var hidden = body(graph);
        var logits = graph.node("Gemm", norm(graph, hidden, "model.transformer.ln_f.weight"), output(graph))
                .with("transB", 1)
                .output();
        var shape = graph.node("Concat", graph.op("Shape", "ids"), graph.longs(-1))
                .with("axis", 0)
                .output();
        graph.output(
                "logits", graph.op("Reshape", logits, shape), DataType.FLOAT, "rows", "length", config.embeddings());
    }

    /** {@code ids, starts, queries → ids and confidences}, as {@link io.diptych.diffusion.Denoiser} defines them. */
    void sampling(GraphBuilder graph, Vocabulary vocabulary) {
        var hidden = body(graph);
        var head = new SamplingHead(graph, vocabulary);
        head.text(positions -> project(graph, hidden, positions, 0, vocabulary.firstCode()));
        head.image(positions -> project(graph, hidden, positions, vocabulary.firstCode(), vocabulary.codes()));
    }

    /** Logits of some ids at some positions: only what is asked for goes through the vocabulary projection. */
    private String project(GraphBuilder graph, String hidden, String positions, int firstId, int ids) {
        var asked = graph.node("Gather", hidden, positions).with("axis", 0).output();
        return graph.node("Gemm", norm(graph, asked, "model.transformer.ln_f.weight"), graph.rows(head(), firstId, ids))
                .with("transB", 1)
                .output();
    }

    private StoredTensor head() {
        return config.tiedEmbeddings() ? embedding() : matrix("model.transformer.ff_out.weight", config.embeddings());
    }

    private String output(GraphBuilder graph) {
        return graph.weight(head());
    }

    private StoredTensor embedding() {
        return weights.get("model.transformer.wte.weight", config.embeddings(), config.dModel());
    }

    private StoredTensor matrix(String name, int outputs) {
        return weights.get(name, outputs, config.dModel());
    }

    /** The blocks; returns hidden states [rows · length, width] before the final norm. */
    private String body(GraphBuilder graph) {
        var ids = graph.input("ids", DataType.INT32, "rows", "length");
        var starts = graph.input("starts", DataType.INT32, "rows");
        var positions = graph.op(
                "Range",
                graph.scalar(0),
                graph.cast(graph.op("Gather", graph.op("Shape", ids), graph.scalar(1L)), DataType.INT32),
                graph.scalar(1));
        return body(
                graph,
                ids,
                graph.cast(graph.op("GreaterOrEqual", positions, graph.reshape(starts, -1, 1)), DataType.INT32));
    }

    /**
     * The states after the final norm, {@code [rows · length, width]}.
     *
     * @param ids {@code [rows, length]}
     * @param mask int32 of the same shape, 0 at what nothing may attend to
     */
    String states(GraphBuilder graph, String ids, String mask) {
        return norm(graph, body(graph, ids, mask), "model.transformer.ln_f.weight");
    }

    private String body(GraphBuilder graph, String ids, String mask) {
        var attention = new Attention(graph, ids, mask);
        var embedded = graph.node("Gather", graph.weight(embedding()), ids)
                .with("axis", 0)
                .output();
        var hidden = graph.reshape(embedded, -1, config.dModel());
        for (int layer = 0; layer < config.nLayers(); layer++) {
            var block = BLOCKS + layer + ".";
            hidden = graph.op("Add", hidden, attention.apply(norm(graph, hidden, block + "attn_norm.weight"), block));
            hidden = graph.op("Add", hidden, feedForward(graph, norm(graph, hidden, block + "ff_norm.weight"), block));
        }
        return hidden;
    }

    private String norm(GraphBuilder graph, String hidden, String name) {
        return graph.node("SimplifiedLayerNormalization", hidden, graph.weight(weights.get(name, config.dModel())))
                .with("axis", -1)
                .with("epsilon", config.normEpsilon())
                .with("stash_type", 1)
                .output();
    }

    private String linear(GraphBuilder graph, String hidden, String name, int inputs, int outputs) {
        return graph.node("Gemm", hidden, graph.weight(weights.get(name, outputs, inputs)))
                .with("transB", 1)
                .output();
    }

    private String feedForward(GraphBuilder graph, String hidden, String block) {
        int width = config.dModel();
        int size = config.mlpSize();
        var gate = linear(graph, hidden, block + "ff_proj.weight", width, size);
        var up = linear(graph, hidden, block + "up_proj.weight", width, size);
        var silu = graph.microsoft("QuickGelu", gate).with("alpha", 1f).output();
        return linear(graph, graph.op("Mul", silu, up), block + "ff_out.weight", size, width);
    }

    /** What all layers' attention has in common: the padding mask and the rotary tables. */
    private final class Attention {

        private final GraphBuilder graph;
        private final String rowsLength;
        private final String mask;
        private final String firstPosition;
        private final String cosines;
        private final String sines;

        Attention(GraphBuilder graph, String ids, String mask) {
            this.graph = graph;
            this.mask = mask;
            rowsLength = graph.node("Concat", graph.op("Shape", ids), graph.longs(-1))
                    .with("axis", 0)
                    .output();
            firstPosition = graph.longs(0);
            var rotary = RotaryTables.of(config.maxSequenceLength(), config.headSize(), config.theta());
            cosines = graph.floats(rotary.cosines(), config.maxSequenceLength(), config.headSize() / 2);
            sines = graph.floats(rotary.sines(), config.maxSequenceLength(), config.headSize() / 2);
        }

        String apply(String hidden, String block) {
            int width = config.dModel();
            int kvWidth = config.kvHeads() * config.headSize();
            var query = rotate(project(hidden, block + "q_proj.weight", width), config.nHeads());
            var key = repeat(rotate(project(hidden, block + "k_proj.weight", kvWidth), config.kvHeads()));
            var value = repeat(project(hidden, block + "v_proj.weight", kvWidth));
            // GroupQueryAttention is causal in ONNX Runtime, hence MultiHeadAttention on repeated heads.
            var mixed = graph.microsoft("MultiHeadAttention", query, key, value, GraphBuilder.NONE, mask)
                    .with("num_heads", config.nHeads())
                    .with("mask_filter_value", MASKED)
                    .output();
            return linear(graph, graph.reshape(mixed, -1, width), block + "attn_out.weight", width, width);
        }

        private String project(String hidden, String name, int outputs) {
            return graph.op("Reshape", linear(graph, hidden, name, config.dModel(), outputs), rowsLength);
        }

        private String rotate(String heads, int count) {
            return graph.microsoft("RotaryEmbedding", heads, firstPosition, cosines, sines)
                    .with("num_heads", count)
                    .with("interleaved", 0)
                    .output();
        }

        /** Key/value heads, each repeated for the query heads that share it. */
        private String repeat(String heads) {
            int group = config.nHeads() / config.kvHeads();
            if (group == 1) {
                return heads;
            }
            var single = graph.reshape(heads, 0, 0, config.kvHeads(), 1, config.headSize());
            var repeated = graph.op("Expand", single, graph.longs(1, 1, 1, group, 1));
            return graph.reshape(repeated, 0, 0, config.dModel());
        }
    }
}
