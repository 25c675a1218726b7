package io.diptych.diffusion;

/**
 * {@link Denoiser} in plain Java over a model that returns logits. It is slow, as all logits leave the model, and it is
 * what the sampling inside other models is tested against.
 */
public final class LogitsSampling implements Denoiser {

    private final LogitsDenoiser denoiser;
    private final Vocabulary vocabulary;

    public LogitsSampling(LogitsDenoiser denoiser, Vocabulary vocabulary) {
        this.denoiser = denoiser;
        this.vocabulary = vocabulary;
    }

    @Override
    public Predictions predict(Forward forward) {
        Logits logits = denoiser.logits(forward.ids(), forward.rows(), forward.length(), forward.starts());
        TextQueries text = forward.text();
        ImageQueries image = forward.image();
        var predictions = new Predictions(
                new int[text.size()], new float[text.size()], new int[image.size()], new float[image.size()]);
        for (int i = 0; i < text.size(); i++) {
            float[] values = at(logits, text.positions()[i], 0, Math.min(logits.vocabulary(), vocabulary.size()));
            for (int id = 0; id < values.length; id++) {
                values[id] = vocabulary.allowsText(id) ? values[id] : Float.NEGATIVE_INFINITY;
            }
            int id = choose(values, text.temperatures()[i], text.uniforms()[i]);
            predictions.textIds()[i] = id;
            predictions.textConfidences()[i] = probability(values, id);
        }
        for (int i = 0; i < image.size(); i++) {
            float[] values = guided(logits, image, i);
            int code = choose(values, image.temperatures()[i], image.uniforms()[i]);
            predictions.imageCodes()[i] = code;
            predictions.imageConfidences()[i] = probability(values, code);
        }
        return predictions;
    }

    private float[] guided(Logits logits, ImageQueries image, int query) {
        float[] conditional = codes(logits, image.positions()[query]);
        float[] guided = conditional.clone();
        push(guided, conditional, logits, image.withoutText()[query], image.textGuidance()[query]);
        push(guided, conditional, logits, image.withoutImage()[query], image.imageGuidance()[query]);
        return guided;
    }

    private void push(float[] guided, float[] conditional, Logits logits, int position, float scale) {
        if (scale == 0) {
            return;
        }
        float[] without = codes(logits, position);
        for (int code = 0; code < guided.length; code++) {
            guided[code] += scale * (conditional[code] - without[code]);
        }
    }

    private float[] codes(Logits logits, int position) {
        return at(logits, position, vocabulary.firstCode(), vocabulary.codes());
    }

    private static float[] at(Logits logits, int position, int firstId, int count) {
        return logits.at(position / logits.length(), position % logits.length(), firstId, count);
    }

    /** The largest of the logits, or one drawn from softmax(logits / temperature). */
    static int choose(float[] logits, float temperature, float uniform) {
        int largest = largest(logits);
        return temperature == 0 ? largest : draw(weights(logits, logits[largest], temperature), uniform);
    }

    /** Inverse cumulative distribution, summed in double precision. */
    static int draw(float[] weights, float uniform) {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        double bar = uniform * total;
        double sum = 0;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > bar) {
                return i;
            }
            last = weights[i] > 0 ? i : last;
        }
        return last;
    }

    static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private static float probability(float[] logits, int chosen) {
        float[] weights = weights(logits, logits[largest(logits)], 1);
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        return (float) (weights[chosen] / total);
    }

    private static float[] weights(float[] logits, float max, float temperature) {
        var weights = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            weights[i] = (float) Math.exp((logits[i] - max) / temperature);
        }
        return weights;
    }

    @Override
    public void close() {
        denoiser.close();
    }
}
