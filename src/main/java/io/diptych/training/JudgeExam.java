package io.diptych.training;

import io.diptych.model.OnnxGraph;
import io.diptych.model.Pixels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often a judge is right, slot by slot, and which products it takes for which. */
final class JudgeExam {

    private final List<String> slots = List.copyOf(JudgeSample.choices().keySet());
    private final int[] right = new int[slots.size()];
    private final int[] asked = new int[slots.size()];
    private final Map<String, Integer> confusions = new TreeMap<>();

    /** Puts one sample to the finished graph; returns whether all answers are right. */
    boolean put(JudgeSample sample, OnnxGraph judge) {
        return mark(sample, answers(judge, sample.picture()));
    }

    private int[] answers(OnnxGraph judge, Pixels picture) {
        return judge.run(
                inputs -> inputs.floats("pixels", picture.values(), 1, 3, picture.height(), picture.width()),
                outputs -> {
                    var answers = new int[slots.size()];
                    for (int slot = 0; slot < answers.length; slot++) {
                        answers[slot] = outputs.ints(slot)[0];
                    }
                    return answers;
                });
    }

    boolean mark(JudgeSample sample, int[] answers) {
        var expected = sample.answers();
        boolean allRight = true;
        for (int slot = 0; slot < expected.length; slot++) {
            if (expected[slot] != JudgeSample.NONE) {
                asked[slot]++;
                if (answers[slot] == expected[slot]) {
                    right[slot]++;
                } else {
                    allRight = false;
                    confusions.merge(
                            slots.get(slot) + " " + expected[slot] + " read as " + answers[slot], 1, Integer::sum);
                }
            }
        }
        return allRight;
    }

    /** Share of right answers by slot, 0..1, to four places. */
    Map<String, Double> accuracies() {
        var accuracies = new LinkedHashMap<String, Double>();
        for (int slot = 0; slot < right.length; slot++) {
            accuracies.put(slots.get(slot), Math.round(1e4 * right[slot] / Math.max(1, asked[slot])) / 1e4);
        }
        return accuracies;
    }

    /** Mistakes by slot and choices, with their numbers. */
    Map<String, Integer> confusions() {
        return confusions;
    }
}
