package io.diptych.training;

import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Batches of own rows, with studio samples among them. */
final class OwnDataBatches {

    private static final float PRODUCT_WEIGHT = 3;
    private static final double LEAST_WORD_WEIGHT = 0.5;
    private static final double MOST_WORD_WEIGHT = 4;
    private static final int STUDIO_COPIES = 500;

    /** Rows that the validation loss is measured on: each held-out one, if they are few under several masks. */
    private static final int VALIDATED = 48;

    private static final int MOST_MASKS = 8;
    private static final int ROWS_AT_ONCE = 8;

    private final OwnDataPlan plan;
    private final List<TokenSample> learnt;
    private final List<TokenSample> heldOut;
    private final @Nullable StudioScenes studio;
    private final SequenceLayout layout;
    private final float[] wordWeights;

    OwnDataBatches(
            OwnDataPlan plan,
            List<TokenSample> learnt,
            List<TokenSample> heldOut,
            @Nullable StudioScenes studio,
            SequenceLayout layout) {
        this.plan = plan;
        this.learnt = learnt;
        this.heldOut = heldOut;
        this.studio = studio;
        this.layout = layout;
        this.wordWeights = wordWeights(layout.vocabulary());
    }

    /** The batch of a step, always the same for the same step. */
    List<DenoiserBatch> at(long step) {
        var random = new SplittableRandom(plan.seed() * 31 + step);
        int drawn = 0;
        if (studio != null) {
            studio.moveTo(step);
            drawn = plan.studioRows();
        }
        var parts = new ArrayList<DenoiserBatch>();
        for (int part = 0; part < plan.threads(); part++) {
            var builder = builder();
            for (int row = 0; row < plan.rows() / plan.threads(); row++) {
                // The first rows of every part, so that no part is longer than the others for it.
                boolean fromStudio = row * plan.threads() + part < drawn;
                var sample =
                        studio != null && fromStudio ? studio.any(random) : learnt.get(random.nextInt(learnt.size()));
                builder.add(sample, Masking.draw(sample, random));
            }
            parts.add(builder.build());
        }
        return parts;
    }

    /** The held-out rows, always under the same masks. */
    List<DenoiserBatch> heldOut() {
        int masks = Math.max(1, Math.min(MOST_MASKS, VALIDATED / heldOut.size()));
        int rows = Math.min(VALIDATED, heldOut.size() * masks);
        var random = new SplittableRandom(plan.seed());
        var batches = new ArrayList<DenoiserBatch>();
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            var builder = builder();
            for (int row = first; row < Math.min(rows, first + ROWS_AT_ONCE); row++) {
                var sample = heldOut.get(row % heldOut.size());
                builder.add(sample, Masking.draw(sample, random));
            }
            batches.add(builder.build());
        }
        return batches;
    }

    private BatchBuilder builder() {
        return new BatchBuilder(layout, wordWeights, PRODUCT_WEIGHT);
    }

    /** As {@link WordWeights}, by how often words occur in what is seen: own copies and studio copies by their shares. */
    private float[] wordWeights(Vocabulary vocabulary) {
        var frequencies = new double[vocabulary.firstCode()];
        double studioShare = studio == null ? 0 : plan.studioShare();
        for (var sample : learnt) {
            count(sample.copy(), (1 - studioShare) / learnt.size(), frequencies);
        }
        for (int i = 0; studio != null && i < STUDIO_COPIES; i++) {
            count(studio.copy(i), studioShare / STUDIO_COPIES, frequencies);
        }
        var weights = new float[frequencies.length];
        for (int id = 0; id < weights.length; id++) {
            double weight = -Math.log(Math.max(1e-6, frequencies[id]));
            // A word without an id cannot be written: nothing is to be learnt from it.
            weights[id] = vocabulary.allowsText(id)
                    ? (float) Math.max(LEAST_WORD_WEIGHT, Math.min(MOST_WORD_WEIGHT, weight))
                    : 0;
        }
        return weights;
    }

    private static void count(int[] copy, double share, double[] frequencies) {
        Arrays.stream(copy).distinct().forEach(id -> frequencies[id] += share);
    }
}
