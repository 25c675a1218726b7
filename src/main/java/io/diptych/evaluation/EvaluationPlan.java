package io.diptych.evaluation;

import io.diptych.model.Bundle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is evaluated and how.
 *
 * @param bundles by the names that arms and reports call them; the first one's picture model and aligner measure
 * @param arms such as {@code parallel:40/24,sequential}; see {@code docs/evaluation.md}
 * @param suite {@code heldout}, or a file of prompts
 * @param prompts how many of the suite
 * @param seed of the prompts, the draws and the bootstrap
 * @param sheet how many prompts the picture sheet shows, 0 to {@value #MOST_ON_SHEET}
 * @param out directory of results and reports; a run goes on from what it finds there
 * @param judge null where no endpoint is asked
 */
public record EvaluationPlan(
        Map<String, Bundle> bundles,
        String arms,
        String suite,
        int prompts,
        long seed,
        int sheet,
        Path out,
        @Nullable JudgeEndpoint judge) {

    public static final int MOST_ON_SHEET = 300;
    /** The three schedules at the steps of the scenes that ship with Diptych. */
    public static final String USUAL_ARMS = Arm.USUAL;
    /** The built-in suite. */
    public static final String HELD_OUT = Suite.HELD_OUT;

    public EvaluationPlan {
        bundles = new LinkedHashMap<>(bundles);
        if (prompts < 1) {
            throw new IllegalArgumentException("at least one prompt is needed, got " + prompts);
        }
        if (sheet < 0 || sheet > MOST_ON_SHEET) {
            throw new IllegalArgumentException("a sheet shows 0 to " + MOST_ON_SHEET + " prompts, got " + sheet);
        }
        Arm.parse(arms, List.copyOf(bundles.keySet()));
    }

    Bundle first() {
        return bundles.values().iterator().next();
    }

    List<Arm> parsedArms() {
        return Arm.parse(arms, List.copyOf(bundles.keySet()));
    }
}
