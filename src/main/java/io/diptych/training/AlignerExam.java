package io.diptych.training;

import io.diptych.diffusion.ImageCodes;
import io.diptych.model.Aligner;
import io.diptych.studio.Slots;
import io.diptych.studio.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** How well an aligner tells right copies from wrong ones on combinations that it was not trained on. */
final class AlignerExam {

    private static final long HELD_OUT = 3_000_000_000L;
    private static final double[] REVEALED = {0.3, 0.6, 1};

    private final Aligner aligner;
    private final AlignerSamples samples;
    private final AlignerBatches.Words words;
    private final int count;

    /** @param count pictures a slot */
    AlignerExam(Aligner aligner, AlignerSamples samples, AlignerBatches.Words words, int count) {
        this.aligner = aligner;
        this.samples = samples;
        this.words = words;
        this.count = count;
    }

    /** One picture, the scores of its right copy, of another picture's copy, and of copies wrong in one slot. */
    private record Scores(double right, double other, Map<SlotChange, Double> wrong) {}

    Map<String, Object> report() {
        var report = new LinkedHashMap<String, Object>();
        report.put("pictures", count);
        var scores = new LinkedHashMap<Double, List<Scores>>();
        for (long number = HELD_OUT; number < HELD_OUT + count; number++) {
            var slots = samples.slots(number, Split.HELD_OUT_COMBINATIONS);
            var codes = samples.encoded(samples.drawn(slots, number));
            for (double share : REVEALED) {
                scores.computeIfAbsent(share, none -> new ArrayList<>()).add(scores(number, slots, codes, share));
            }
        }
        // As many words are there as codes: that is how both come about along a trajectory.
        scores.forEach((share, all) -> report.put("revealed_" + Math.round(100 * share) + "_percent", measured(all)));
        report.put("milliseconds_a_picture", milliseconds());
        return report;
    }

    private Scores scores(long number, Slots slots, ImageCodes codes, double share) {
        var random = new SplittableRandom(number);
        var studio = samples.studio();
        var picture = aligner.picture(samples.revealed(codes, share, random));
        long wording = random.nextLong();
        long places = random.nextLong();
        var wrong = new LinkedHashMap<SlotChange, Double>();
        for (var change : SlotChange.values()) {
            if (change.appliesTo(slots)) {
                wrong.put(change, score(studio.copy(change.of(slots, random), wording), share, places, picture));
            }
        }
        var other = samples.slots(number + 1, Split.HELD_OUT_COMBINATIONS);
        return new Scores(
                score(studio.copy(slots, wording), share, places, picture),
                score(studio.copy(other, wording), share, places, picture),
                wrong);
    }

    private double score(String copy, double share, long places, float[] picture) {
        return Aligner.score(aligner.text(AlignerBatches.kept(words.ids(copy), 1 - share, places)), picture);
    }

    private static Map<String, Object> measured(List<Scores> all) {
        var found = new LinkedHashMap<String, Object>();
        for (var change : SlotChange.values()) {
            var having =
                    all.stream().filter(one -> one.wrong.containsKey(change)).toList();
            double right = having.stream()
                    .mapToDouble(one -> Double.compare(one.right, one.wrong.get(change)))
                    .map(order -> (order + 1) / 2) // copies that have lost all that tells them apart count half
                    .average()
                    .orElse(Double.NaN);
            found.put(
                    change.name().toLowerCase(Locale.ROOT),
                    Map.of("n", having.size(), "right_percent", Math.round(1000 * right) / 10.0));
        }
        var right = all.stream().mapToDouble(Scores::right).toArray();
        var other = all.stream().mapToDouble(Scores::other).toArray();
        var wrong = all.stream()
                .flatMapToDouble(one -> one.wrong.values().stream().mapToDouble(Double::doubleValue))
                .toArray();
        found.put("matching", moments(right));
        found.put("other_pictures_copy", moments(other));
        found.put("one_slot_wrong", moments(wrong));
        found.put("auc_other_pictures_copy", area(right, other));
        found.put("auc_one_slot_wrong", area(right, wrong));
        return found;
    }

    private static Map<String, Double> moments(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
        return Map.of("mean", mean, "deviation", Math.sqrt(variance));
    }

    /** Area under the ROC curve: how often a matching pair scores above one that does not match, over all pairs. */
    static double area(double[] matching, double[] others) {
        var sorted = others.clone();
        Arrays.sort(sorted);
        double above = 0;
        for (double value : matching) {
            int at = Arrays.binarySearch(sorted, value);
            int below = at < 0 ? -at - 1 : at;
            int ties = 0;
            while (below > 0 && sorted[below - 1] == value) {
                below--;
            }
            while (below + ties < sorted.length && sorted[below + ties] == value) {
                ties++;
            }
            above += below + ties / 2.0;
        }
        return above / matching.length / others.length;
    }

    private double milliseconds() {
        var slots = samples.slots(HELD_OUT, Split.HELD_OUT_COMBINATIONS);
        var picture = samples.drawn(slots, 9); // of the square size
        for (int i = 0; i < 50; i++) {
            aligner.picture(picture);
        }
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            aligner.picture(picture);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest / 1e6;
    }
}
