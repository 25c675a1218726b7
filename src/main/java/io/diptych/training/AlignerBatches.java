package io.diptych.training;

import io.diptych.model.Tokenizer;
import io.diptych.studio.Product;
import io.diptych.studio.Slots;
import io.diptych.studio.Studio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Batches for the aligner: pictures of one size, each with its copy and with copies that are wrong in one slot. */
final class AlignerBatches implements AutoCloseable {

    /** Copies of a picture: the right one first, then one for each slot that is wrong. */
    static final int COPIES = 1 + SlotChange.values().length;

    private static final double COMPLETE_SHARE = 0.3;
    private static final double MOST_DROPPED = 0.6;

    private final int rows;
    private final long seed;
    private final Studio studio;
    private final Words words;
    private final FreshPool<AlignerSamples.Picture> pool;

    /** A text as ids; to be had from any number of threads. */
    @FunctionalInterface
    interface Words {
        int[] ids(String text);

        static Words of(Tokenizer tokenizer) {
            return text -> tokenizer.encode(text).ids();
        }
    }

    /**
     * Some pictures of one size and their copies.
     *
     * @param pixels {@code [count, 3, height, width]}, 0..1
     * @param ids {@code [count * COPIES, length]}, left-padded
     * @param starts first word of each copy
     * @param nouns one word of each product that is trained on, singular or plural
     * @param products index of each picture's product in these
     * @param answers what the pictures show, by slot of {@link JudgeSample#choices}, then by picture
     * @param same {@code [count, COPIES]}: 1 where a wrong copy has lost the words that make it wrong
     */
    record AlignerBatch(
            int count,
            int height,
            int width,
            float[] pixels,
            int length,
            int[] ids,
            int[] starts,
            int[] nouns,
            int[] products,
            int[][] answers,
            float[] same) {}

    /**
     * @param rows pictures a step
     * @param pool pictures held at a time
     * @param fresh of these replaced at each step
     */
    AlignerBatches(AlignerSamples samples, Words words, int rows, long seed, int pool, int fresh) {
        this.rows = rows;
        this.seed = seed;
        this.words = words;
        this.studio = samples.studio();
        this.pool = new FreshPool<>(pool, fresh, 1, samples::training);
    }

    /** The batch of a step, always the same for the same step. */
    AlignerBatch at(long step) {
        pool.moveTo(step);
        var random = new SplittableRandom(seed * 31 + step);
        var grid = Grids.of(pool.number(random.nextInt(pool.size())));
        return batch(
                random.ints(0, pool.size())
                        .filter(i -> Grids.of(pool.number(i)).equals(grid))
                        .limit(rows)
                        .mapToObj(pool::get)
                        .toList(),
                random);
    }

    private AlignerBatch batch(List<AlignerSamples.Picture> pictures, SplittableRandom random) {
        var first = pictures.get(0).pixels();
        var pixels = new float[pictures.size() * first.values().length];
        var copies = new ArrayList<int[]>();
        var same = new float[pictures.size() * COPIES];
        for (int row = 0; row < pictures.size(); row++) {
            var values = pictures.get(row).pixels().values();
            for (int i = 0; i < values.length; i++) {
                pixels[row * values.length + i] = Math.min(Math.max(values[i], 0), 1);
            }
            var own = copies(pictures.get(row).slots(), random);
            for (int copy = 1; copy < COPIES; copy++) {
                same[row * COPIES + copy] = Arrays.equals(own.get(copy), own.get(0)) ? 1 : 0;
            }
            copies.addAll(own);
        }
        int length = copies.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        var ids = new int[copies.size() * length];
        var starts = new int[copies.size()];
        for (int i = 0; i < starts.length; i++) {
            var copy = copies.get(i);
            starts[i] = length - copy.length;
            System.arraycopy(copy, 0, ids, i * length + starts[i], copy.length);
        }
        return new AlignerBatch(
                pictures.size(),
                first.height(),
                first.width(),
                pixels,
                length,
                ids,
                starts,
                nouns(random),
                products(pictures),
                answers(pictures),
                same);
    }

    private int[] nouns(SplittableRandom random) {
        return Product.trained().stream()
                .map(product -> words.ids(product.noun().counted(1 + random.nextInt(2))))
                .mapToInt(ids -> ids[0])
                .toArray();
    }

    private static int[] products(List<AlignerSamples.Picture> pictures) {
        return pictures.stream()
                .mapToInt(picture -> Product.trained().indexOf(picture.slots().product()))
                .toArray();
    }

    private static int[][] answers(List<AlignerSamples.Picture> pictures) {
        var answers = new int[JudgeSample.choices().size()][pictures.size()];
        for (int row = 0; row < pictures.size(); row++) {
            var own =
                    new JudgeSample(pictures.get(row).slots(), pictures.get(row).pixels()).answers();
            for (int slot = 0; slot < own.length; slot++) {
                answers[slot][row] = own[slot];
            }
        }
        return answers;
    }

    /** The right copy and wrong ones, in the same wording and with the same places dropped. */
    private List<int[]> copies(Slots slots, SplittableRandom random) {
        long wording = random.nextLong();
        double dropped = random.nextDouble() < COMPLETE_SHARE ? 0 : MOST_DROPPED * random.nextDouble();
        long places = random.nextLong();
        var copies = new ArrayList<int[]>();
        copies.add(kept(words.ids(studio.copy(slots, wording)), dropped, places));
        for (var change : SlotChange.values()) {
            var wrong = change.appliesTo(slots) ? change : SlotChange.PRODUCT;
            copies.add(kept(words.ids(studio.copy(wrong.of(slots, random), wording)), dropped, places));
        }
        return copies;
    }

    /** The words that are left when a share of them is dropped; at least one. */
    static int[] kept(int[] ids, double dropped, long places) {
        var random = new SplittableRandom(places);
        var draws = random.doubles(ids.length).toArray();
        var kept = IntStream.range(0, ids.length)
                .filter(i -> draws[i] >= dropped)
                .map(i -> ids[i])
                .toArray();
        return kept.length > 0 ? kept : Arrays.copyOf(ids, 1);
    }

    @Override
    public void close() {
        pool.close();
    }
}
