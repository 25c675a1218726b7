package io.diptych.training;

import io.diptych.diffusion.SamplerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run of ParaRL. Two runs of the same plan see the same prompts and draw the same numbers, however often they were
 * interrupted.
 *
 * @param out directory of the bundle; must not exist or be empty
 * @param work directory of snapshots and the reward curve; a run continues from what it finds there
 * @param seed of the prompts and all draws
 * @param updates the budget
 * @param prompts groups that an update learns from
 * @param tried groups that it samples; those are learnt from whose rewards at the end differ most
 * @param group rollouts of each prompt
 * @param waypoints where text and picture are scored against each other, the end among them; 1 rewards the end alone
 * @param textSteps of a rollout; the picture is worked on in three quarters of them
 * @param textTemperature that words are drawn at; shots take the most probable ones
 * @param stepsPerState how many steps in a row count as predicted from the state before the first; 1 is exact
 * @param epochs steps of the optimiser with the same rollouts
 * @param rate of Adam
 * @param threads parts that rollouts and batches are split into
 */
public record ParaRlPlan(
        Path out,
        Path work,
        long seed,
        long updates,
        int prompts,
        int tried,
        int group,
        int waypoints,
        int textSteps,
        double textTemperature,
        int stepsPerState,
        int epochs,
        double rate,
        int threads,
        Duration snapshotEvery) {

    public ParaRlPlan {
        atLeast(1, "updates", updates);
        atLeast(1, "prompts", prompts);
        atLeast(prompts, "requests tried", tried);
        atLeast(2, "group", group);
        atLeast(1, "waypoints", waypoints);
        atLeast(4, "steps of a rollout", textSteps);
        atLeast(1, "steps per state", stepsPerState);
        atLeast(1, "epochs", epochs);
        atLeast(1, "threads", threads);
        if (!(rate > 0)) {
            throw new IllegalArgumentException("rate: above 0, got " + rate);
        }
        if (!(textTemperature > 0)) {
            throw new IllegalArgumentException("text temperature: above 0, got " + textTemperature
                    + "; what is not drawn has no probability to raise");
        }
        Waypoints.of(waypoints, settings(textSteps, textTemperature));
    }

    /** As small as a processor can do: 2 of 4 prompts, 8 rollouts each, 12 steps, 3 waypoints, one step of the optimiser. */
    public static ParaRlPlan small(Path out, Path work) {
        return new ParaRlPlan(out, work, 1, 90, 2, 4, 8, 3, 12, 0.5, 2, 1, 1e-4, 2, Duration.ofMinutes(3));
    }

    public ParaRlPlan withSeed(long value) {
        return new ParaRlPlan(
                out,
                work,
                value,
                updates,
                prompts,
                tried,
                group,
                waypoints,
                textSteps,
                textTemperature,
                stepsPerState,
                epochs,
                rate,
                threads,
                snapshotEvery);
    }

    public ParaRlPlan withBudget(long updateCount, int promptCount, int triedCount, int groupSize) {
        return new ParaRlPlan(
                out,
                work,
                seed,
                updateCount,
                promptCount,
                Math.max(promptCount, triedCount),
                groupSize,
                waypoints,
                textSteps,
                textTemperature,
                stepsPerState,
                epochs,
                rate,
                threads,
                snapshotEvery);
    }

    public ParaRlPlan withRollouts(int waypointCount, int steps) {
        return new ParaRlPlan(
                out,
                work,
                seed,
                updates,
                prompts,
                tried,
                group,
                waypointCount,
                steps,
                textTemperature,
                stepsPerState,
                epochs,
                rate,
                threads,
                snapshotEvery);
    }

    public ParaRlPlan withRate(double value) {
        return new ParaRlPlan(
                out,
                work,
                seed,
                updates,
                prompts,
                tried,
                group,
                waypoints,
                textSteps,
                textTemperature,
                stepsPerState,
                epochs,
                value,
                threads,
                snapshotEvery);
    }

    public ParaRlPlan withTextTemperature(double value) {
        return new ParaRlPlan(
                out,
                work,
                seed,
                updates,
                prompts,
                tried,
                group,
                waypoints,
                textSteps,
                value,
                stepsPerState,
                epochs,
                rate,
                threads,
                snapshotEvery);
    }

    /** How rollouts are sampled: drawn from the softmax whose probabilities the objective takes; no guidance. */
    SamplerSettings rollouts() {
        return settings(textSteps, textTemperature);
    }

    private static SamplerSettings settings(int textSteps, double textTemperature) {
        return SamplerSettings.DEFAULTS
                .withSteps(textSteps, Math.max(1, textSteps * 3 / 4))
                .withTemperatures(textTemperature, 1, 1);
    }

    /** What the bundle says about how it was trained; all but the budget must stay the same when a run goes on. */
    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("seed", seed);
        settings.put("prompts", prompts);
        settings.put("tried", tried);
        settings.put("group", group);
        settings.put("waypoints", waypoints);
        settings.put("text_steps", textSteps);
        settings.put("text_temperature", textTemperature);
        settings.put("steps_per_state", stepsPerState);
        settings.put("epochs", epochs);
        settings.put("rate", rate);
        settings.put("clip", ClippedObjective.DEFAULT.clip());
        settings.put("divergence", ClippedObjective.DEFAULT.divergence());
        return settings;
    }

    private static void atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": at least " + least + ", got " + value);
        }
    }
}
