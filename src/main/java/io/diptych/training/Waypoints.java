package io.diptych.training;

import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.Schedules;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a parallel trajectory after which text and picture are scored against each other: evenly spread, the last
 * one the end. None lies before the first picture step, as there would be no picture to score.
 *
 * @param steps indices from 0, ascending
 */
record Waypoints(List<Integer> steps) {

    Waypoints {
        steps = List.copyOf(steps);
    }

    /**
     * @throws IllegalArgumentException if the trajectory has too few steps for that many
     */
    static Waypoints of(int count, SamplerSettings settings) {
        int all = settings.textSteps();
        int firstPicture = Schedules.imageSteps(all, settings.imageSteps())[0];
        var steps = new ArrayList<Integer>();
        for (int i = 1; i <= count; i++) {
            int step = Math.max(firstPicture, (int) Math.round((double) i * all / count) - 1);
            if (!steps.isEmpty() && step <= steps.get(steps.size() - 1)) {
                throw new IllegalArgumentException(
                        "waypoints: a trajectory of " + all + " steps has no room for " + count);
            }
            steps.add(step);
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("waypoints: at least 1, got " + count);
        }
        return new Waypoints(steps);
    }

    int count() {
        return steps.size();
    }
}
