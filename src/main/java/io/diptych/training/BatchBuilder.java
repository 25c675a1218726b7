package io.diptych.training;

import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.Sequence;
import io.diptych.diffusion.SequenceLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts masked samples into the rows of a {@link DenoiserBatch}. */
final class BatchBuilder {

    /** With weight 1/t a text of which one token is masked would outweigh all others of its batch. */
    private static final double FEWEST_MASKED = 4;

    private final SequenceLayout layout;
    private final float[] wordWeights;
    private final float productWeight;
    private final List<Sequence> sequences = new ArrayList<>();
    private final List<Target> text = new ArrayList<>();
    private final List<Target> image = new ArrayList<>();

    private record Target(int row, int position, int id, float weight, boolean product) {}

    /**
     * @param wordWeights how much each text id counts
     * @param productWeight how much a code counts that a product covers, where others count 1
     */
    BatchBuilder(SequenceLayout layout, float[] wordWeights, float productWeight) {
        this.layout = layout;
        this.wordWeights = wordWeights;
        this.productWeight = productWeight;
    }

    void add(TokenSample sample, Masking masking) {
        int mask = layout.vocabulary().special().mask();
        var codes = sample.picture().codes();
        var copy = sample.copy().clone();
        int masked = 0;
        for (int i = 0; i < copy.length; i++) {
            if (masking.text()[i]) {
                copy[i] = mask;
                masked++;
            }
        }
        for (int i = 0; i < codes.length; i++) {
            if (masking.picture()[i]) {
                codes[i] = ImageCodes.MASKED;
            }
        }
        var sequence = layout.sequence(
                masking.withInstruction() ? sample.instruction() : new int[0],
                masking.withPhoto() ? sample.photo() : null,
                new ImageCodes(sample.picture().grid(), codes),
                copy);
        int row = sequences.size();
        sequences.add(sequence);
        double share = 1 / Math.max(FEWEST_MASKED, masked);
        for (int i = 0; i < copy.length; i++) {
            if (masking.text()[i]) {
                int id = sample.copy()[i];
                text.add(new Target(row, sequence.textStart() + i, id, (float) (share * wordWeights[id]), false));
            }
        }
        int[] positions = sequence.imagePositions();
        for (int i = 0; i < codes.length; i++) {
            if (masking.picture()[i]) {
                boolean product = sample.product()[i];
                image.add(
                        new Target(row, positions[i], sample.picture().code(i), product ? productWeight : 1, product));
            }
        }
    }

    /** The rows so far, padded on the left to the longest. */
    DenoiserBatch build() {
        int rows = sequences.size();
        int length = sequences.stream().mapToInt(Sequence::length).max().orElseThrow();
        var ids = new int[rows * length];
        var starts = new int[rows];
        Arrays.fill(ids, layout.vocabulary().special().pad());
        for (int row = 0; row < rows; row++) {
            int[] sequence = sequences.get(row).ids();
            starts[row] = length - sequence.length;
            System.arraycopy(sequence, 0, ids, row * length + starts[row], sequence.length);
        }
        return new DenoiserBatch(
                rows,
                length,
                ids,
                starts,
                positions(text, length, starts),
                ids(text),
                weights(text),
                positions(image, length, starts),
                ids(image),
                weights(image),
                ofProduct(image));
    }

    private static long[] positions(List<Target> targets, int length, int[] starts) {
        return targets.stream()
                .mapToLong(target -> (long) target.row * length + starts[target.row] + target.position)
                .toArray();
    }

    private static long[] ids(List<Target> targets) {
        return targets.stream().mapToLong(Target::id).toArray();
    }

    private static float[] weights(List<Target> targets) {
        var weights = new float[targets.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = targets.get(i).weight;
        }
        return weights;
    }

    private static boolean[] ofProduct(List<Target> targets) {
        var flags = new boolean[targets.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = targets.get(i).product;
        }
        return flags;
    }
}
