package io.diptych.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores how well a picture and a text agree: a pair of encoders as CLIP's (arXiv 2103.00020), in the graphs that are
 * usually published of them, {@code input_ids, attention_mask → text_embeds} and {@code pixel_values → image_embeds}.
 * Safe for use by many threads.
 */
public final class Aligner implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";

    private final OnnxGraph text;
    private final OnnxGraph picture;
    private final AlignerShape shape;
    private final @Nullable AlignerTokenizer tokenizer;
    private final boolean masked;

    Aligner(
            Path text,
            Path picture,
            AlignerShape shape,
            @Nullable AlignerTokenizer tokenizer,
            SessionSettings settings,
            ModelClock clock) {
        this.shape = shape;
        this.tokenizer = tokenizer;
        this.text = OnnxGraph.load(text, settings, clock);
        this.picture = OnnxGraph.load(picture, settings, clock);
        masked = this.text.inputs().contains(MASK);
        require(text, this.text, IDS);
        require(picture, this.picture, "pixel_values");
    }

    private void require(Path file, OnnxGraph graph, String input) {
        if (!graph.inputs().contains(input)) {
            var found = graph.inputs();
            close();
            throw new InvalidBundleException(file, "has no input " + input + ", but " + found);
        }
    }

    /**
     * Embeds a text.
     *
     * @param ids of the bundle's vocabulary; special tokens and masks left out; at least one
     * @return of length 1 (L2)
     */
    public float[] text(int[] ids) {
        long[] own = tokenizer != null
                ? tokenizer.encode(ids)
                : IntStream.of(ids).limit(shape.textLength()).asLongStream().toArray();
        if (own.length == 0) {
            throw new IllegalArgumentException("a text without words cannot be scored");
        }
        Consumer<OnnxGraph.Inputs> inputs = given -> {
            given.longs(IDS, own, 1, own.length);
            if (masked) {
                var all = new long[own.length];
                Arrays.fill(all, 1);
                given.longs(MASK, all, 1, all.length);
            }
        };
        return text.run(inputs, outputs -> embedding(outputs, "text_embeds"));
    }

    /**
     * Embeds a picture.
     *
     * @return of length 1 (L2)
     */
    public float[] picture(Pixels pixels) {
        var size = shape.size();
        var fitting = size == null || size.equals(new PixelSize(pixels.width(), pixels.height()))
                ? pixels
                : Letterbox.fit(pixels.toImage(), size);
        return picture.run(
                inputs -> inputs.floats("pixel_values", normalised(fitting), 1, 3, fitting.height(), fitting.width()),
                outputs -> embedding(outputs, "image_embeds"));
    }

    /** Values as they are drawn, 0..1, then with the training's mean and deviation. */
    private float[] normalised(Pixels pixels) {
        var values = pixels.values().clone();
        int plane = pixels.width() * pixels.height();
        for (int i = 0; i < values.length; i++) {
            float level = Math.min(Math.max(values[i], 0), 1);
            values[i] = (level - shape.mean().get(i / plane)) / shape.std().get(i / plane);
        }
        return values;
    }

    private static float[] embedding(OnnxGraph.Outputs outputs, String name) {
        var values = outputs.floats(name);
        if (values == null) {
            throw new IllegalStateException("the aligner's graph has no output " + name);
        }
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.max(1e-12, Math.sqrt(squares)));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /** The cosine of two embeddings, -1..1; higher is better. */
    public static double score(float[] text, float[] picture) {
        if (text.length != picture.length) {
            throw new IllegalArgumentException(
                    "embeddings of " + text.length + " and " + picture.length + " numbers do not belong together");
        }
        double product = 0;
        for (int i = 0; i < text.length; i++) {
            product += (double) text[i] * picture[i];
        }
        return product;
    }

    /** Scores of matching pairs of the training data. */
    public AlignerCalibration calibration() {
        return shape.calibration();
    }

    @Override
    public void close() {
        try (text;
                picture) {
            if (tokenizer != null) {
                tokenizer.close();
            }
        }
    }
}
