package io.diptych.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fresh weights for a {@link DenoiserNetwork}. The outputs of each block start at zero, so the network starts as its
 * embedding. Attention in LLaDA has neither biases nor absolute positions; to look at a neighbour whatever it holds, a
 * head needs something that all tokens have in common. So embeddings start with a shared part, and some heads with a key
 * projection that is the query projection turned back by a distance: they look at the neighbour there from the first step.
 *
 * <p>Codes that look alike start with embeddings that are alike ({@link CodeFeatures}), and the output layer starts as a
 * small copy of the embeddings: what is learnt of one code holds for its like, and to repeat a word or a code, attention
 * need only carry its embedding along.
 */
final class DenoiserInitialiser {

    private static final double EMBEDDING = 0.7;
    private static final double SHARED = 0.4; // of the variance of an embedding: common to all
    private static final double KIND = 0.2; // common to all of text, or all of the picture codes
    private static final double OUTPUT = 0.04; // deviation of the output layer
    private static final double NEAR = 2; // gain of the frequencies that tell neighbours apart
    private static final double FAR = 0.5; // gain of those that do not
    private static final double SLOWEST_NEAR = 0.02; // radians a position

    /** Distances that the heads of the first and the third block start with: within a row and to the next of 16 codes. */
    private static final int[] NEIGHBOURS = {1, -1, 17, -17};

    private final DenoiserConfig config;
    private final Weights weights;
    private final SplittableRandom random;
    private final float[] own; // what each embedding has for itself, of variance 1

    private DenoiserInitialiser(DenoiserConfig config, float[] codebook, Weights weights, SplittableRandom random) {
        this.config = config;
        this.weights = weights;
        this.random = random;
        this.own = Arrays.copyOf(normal(config.textIds() * config.width(), 1), config.embeddings() * config.width());
        var codes = CodeFeatures.of(codebook, config.codes(), config.width(), random);
        System.arraycopy(codes, 0, own, config.textIds() * config.width(), codes.length);
    }

    /** @param codebook of the picture model, {@code [codes, latents]} */
    static Weights initialise(DenoiserConfig config, float[] codebook, NDManager manager, long seed) {
        return new DenoiserInitialiser(config, codebook, new Weights(manager), new SplittableRandom(seed)).weights();
    }

    private Weights weights() {
        int width = config.width();
        double deviation = 1 / Math.sqrt(width);
        put("wte.weight", config.embeddings(), width, embeddings());
        for (int layer = 0; layer < config.layers(); layer++) {
            var block = "blocks." + layer + ".";
            var query = normal(width * width, deviation);
            var key = normal(width * width, deviation);
            if (layer == 0 || layer == 2) {
                for (int head = 0; head < config.heads(); head++) {
                    lookAt(NEIGHBOURS[head % NEIGHBOURS.length], head, query, key);
                }
            }
            ones(block + "attn_norm.weight");
            put(block + "q_proj.weight", width, width, query);
            put(block + "k_proj.weight", width, width, key);
            put(block + "v_proj.weight", width, width, normal(width * width, deviation));
            put(block + "attn_out.weight", width, width, new float[width * width]);
            ones(block + "ff_norm.weight");
            put(block + "ff_proj.weight", config.hidden(), width, normal(config.hidden() * width, deviation));
            put(block + "up_proj.weight", config.hidden(), width, normal(config.hidden() * width, deviation));
            put(block + "ff_out.weight", width, config.hidden(), new float[width * config.hidden()]);
        }
        ones("ln_f.weight");
        put("ff_out.weight", config.embeddings(), width, scaled(own, OUTPUT));
        return weights;
    }

    private float[] embeddings() {
        int width = config.width();
        var values = scaled(own, Math.sqrt(1 - SHARED - KIND) * EMBEDDING);
        var shared = normal(width, Math.sqrt(SHARED) * EMBEDDING);
        var text = normal(width, Math.sqrt(KIND) * EMBEDDING);
        var picture = normal(width, Math.sqrt(KIND) * EMBEDDING);
        for (int id = 0; id < config.embeddings(); id++) {
            for (int i = 0; i < width; i++) {
                values[id * width + i] += shared[i] + (id < config.textIds() ? text : picture)[i];
            }
        }
        return values;
    }

    /** Makes a head's scores highest at a distance (in tokens, to the right if positive), whatever the tokens are. */
    private void lookAt(int distance, int head, float[] query, float[] key) {
        int width = config.width();
        int half = config.headSize() / 2;
        for (int pair = 0; pair < half; pair++) {
            double frequency = Math.pow(config.ropeTheta(), -(double) pair / half);
            double gain = frequency > SLOWEST_NEAR ? NEAR : FAR;
            double cosine = Math.cos(frequency * distance);
            double sine = Math.sin(-frequency * distance);
            int first = (head * config.headSize() + pair) * width;
            int second = first + half * width;
            for (int i = 0; i < width; i++) {
                query[first + i] *= (float) gain;
                query[second + i] *= (float) gain;
                key[first + i] = (float) (query[first + i] * cosine - query[second + i] * sine);
                key[second + i] = (float) (query[second + i] * cosine + query[first + i] * sine);
            }
        }
    }

    private float[] normal(int size, double deviation) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static float[] scaled(float[] values, double factor) {
        var scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return scaled;
    }

    private void ones(String name) {
        var values = new float[config.width()];
        Arrays.fill(values, 1);
        weights.put(DenoiserNetwork.ROOT + name, new Shape(config.width()), values);
    }

    private void put(String name, int rows, int columns, float[] values) {
        weights.put(DenoiserNetwork.ROOT + name, new Shape(rows, columns), values);
    }
}
