package io.diptych.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fresh weights for a {@link DenoiserNetwork}, arranged so that it can copy from the first step. To copy is what placing a
 * product from its photo, or stating what the instruction asked for, mostly is; left to chance, attention takes thousands
 * of steps to find out how.
 *
 * <p>The dimensions of an embedding are split. Most are its token's own. Four say what tokens have in common: a constant,
 * whether it is text, whether it is a code, and whether it is masked. The rest, as many as a head has, start empty, for notes:
 *
 * <ul>
 *   <li>In the first block, heads look at the neighbour one to the left, one to the right, and the next of 16 codes above
 *       and below: queries and keys use the constant alone, the keys turned back by the distance. The first two note what
 *       they see.
 *   <li>In the second, every other head looks for tokens that follow what this one follows, the others for tokens that
 *       come before what this one comes before: they compare notes, in frequencies too slow for the distance to count.
 *       What they find there they repeat as this token's own, a slice each ({@link CopyingHeads}).
 * </ul>
 *
 * <p>Codes that look alike start with embeddings that are alike ({@link CodeFeatures}), so that their notes match, too. The
 * output layer starts as a small copy of the embeddings: a repeated word or code raises its own logit. All other outputs
 * of the blocks start at zero.
 */
final class DenoiserInitialiser {

    private static final double EMBEDDING = 0.7; // root mean square
    private static final double CONSTANT = 4; // size of the common dimensions, in units of that
    private static final double KIND = 3;
    private static final int COMMON = 4; // number of them
    private static final double OUTPUT = 0.04; // deviation of the output layer

    /** Distances that the heads of the first block start with: within a row and to the next of 16 codes. */
    private static final int[] NEIGHBOURS = {-1, 1, -17, 17};

    private final DenoiserConfig config;
    private final Weights weights;
    private final SplittableRandom random;
    private final int ownSize; // dimensions
    private final float[] own; // what each embedding has for itself, [embeddings, ownSize] of variance 1

    private DenoiserInitialiser(DenoiserConfig config, float[] codebook, Weights weights, SplittableRandom random) {
        this.config = config;
        this.weights = weights;
        this.random = random;
        this.ownSize = config.width() - COMMON - config.headSize();
        this.own = Arrays.copyOf(normal(config.textIds(), ownSize, 1).values(), config.embeddings() * ownSize);
        // A masked position stands for nothing: it neither matches another nor says something of its own.
        Arrays.fill(own, StudioTokens.MASK * ownSize, (StudioTokens.MASK + 1) * ownSize, 0);
        var codes = CodeFeatures.of(codebook, config.codes(), ownSize, random);
        System.arraycopy(codes, 0, own, config.textIds() * ownSize, codes.length);
        for (int id = 0; id < config.embeddings(); id++) {
            toUnitVariance(id * ownSize);
        }
    }

    /** @param codebook of the picture model, {@code [codes, latents]} */
    static Weights initialise(DenoiserConfig config, float[] codebook, NDManager manager, long seed) {
        return new DenoiserInitialiser(config, codebook, new Weights(manager), new SplittableRandom(seed)).weights();
    }

    private Weights weights() {
        int width = config.width();
        double deviation = 1 / Math.sqrt(width);
        var heads = new CopyingHeads(config, ownSize, COMMON, CONSTANT, random);
        put("wte.weight", config.embeddings(), width, embeddings());
        for (int layer = 0; layer < config.layers(); layer++) {
            var query = normal(width, width, deviation);
            var key = normal(width, width, deviation);
            var value = normal(width, width, deviation);
            var out = normal(width, width, 0);
            for (int head = 0; head < config.heads(); head++) {
                if (layer == 0) {
                    heads.lookAt(NEIGHBOURS[head % NEIGHBOURS.length], head, query, key);
                }
                if (layer == 0 && head < 2) {
                    heads.note(head, value, out);
                }
                if (layer == 1) {
                    heads.match(head % 2, head, query, key);
                    heads.repeat(head / 2, head, value, out);
                }
            }
            var block = "blocks." + layer + ".";
            ones(block + "attn_norm.weight");
            put(block + "q_proj.weight", query);
            put(block + "k_proj.weight", key);
            put(block + "v_proj.weight", value);
            put(block + "attn_out.weight", out);
            ones(block + "ff_norm.weight");
            put(block + "ff_proj.weight", normal(config.hidden(), width, deviation));
            put(block + "up_proj.weight", normal(config.hidden(), width, deviation));
            put(block + "ff_out.weight", normal(width, config.hidden(), 0));
        }
        ones("ln_f.weight");
        put("ff_out.weight", config.embeddings(), width, outputs());
        return weights;
    }

    /** With all equally long, the norm before attention leaves each the same constant. */
    private void toUnitVariance(int from) {
        double squares = 0;
        for (int i = from; i < from + ownSize; i++) {
            squares += own[i] * own[i];
        }
        double factor = Math.sqrt(ownSize / Math.max(squares, 1e-9));
        for (int i = from; i < from + ownSize; i++) {
            own[i] *= (float) factor;
        }
    }

    private float[] embeddings() {
        var values = ofOwn(EMBEDDING);
        for (int id = 0; id < config.embeddings(); id++) {
            values[id * config.width() + ownSize] = (float) (CONSTANT * EMBEDDING);
            int kind = id < config.textIds() ? 1 : 2;
            values[id * config.width() + ownSize + kind] = (float) (KIND * EMBEDDING);
        }
        // As long as the others, or the norm would enlarge its constant and draw all attention to it.
        values[StudioTokens.MASK * config.width() + ownSize + 3] = (float) (Math.sqrt(ownSize) * EMBEDDING);
        return values;
    }

    private float[] outputs() {
        return ofOwn(OUTPUT);
    }

    /** The own parts alone, {@code [embeddings, width]}. */
    private float[] ofOwn(double factor) {
        var values = new float[config.embeddings() * config.width()];
        for (int id = 0; id < config.embeddings(); id++) {
            for (int i = 0; i < ownSize; i++) {
                values[id * config.width() + i] = (float) (factor * own[id * ownSize + i]);
            }
        }
        return values;
    }

    private Matrix normal(int rows, int columns, double deviation) {
        return Matrix.normal(rows, columns, deviation, random);
    }

    private void ones(String name) {
        var values = new float[config.width()];
        Arrays.fill(values, 1);
        weights.put(DenoiserNetwork.ROOT + name, new Shape(config.width()), values);
    }

    private void put(String name, Matrix matrix) {
        put(name, matrix.rows(), matrix.columns(), matrix.values());
    }

    private void put(String name, int rows, int columns, float[] values) {
        weights.put(DenoiserNetwork.ROOT + name, new Shape(rows, columns), values);
    }
}
