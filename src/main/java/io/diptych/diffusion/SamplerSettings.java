package io.diptych.diffusion;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How one shot is sampled in the {@code default} profile. All values change the outcome, so all belong into a shot's key.
 *
 * @param textSteps steps in which text is revealed, at least 1
 * @param imageSteps steps in which the picture is worked on; more than fit into three quarters of the text steps
 *     collapse to what fits
 * @param imageStepIndices explicit text steps at which the picture is worked on (ascending, in 0..textSteps−1), in
 *     place of {@code imageSteps} evenly spaced ones; empty for these
 * @param textGuidance how far the picture is pushed towards the instruction; 0 switches the branch off
 * @param imageGuidance how far the picture is pushed towards the product photo; 0 switches the branch off
 * @param textTemperature of the softmax that text is drawn from; 0 takes the most probable id
 * @param imageTemperature of the softmax that picture codes are drawn from; 0 takes the most probable code, 1 is the
 *     plain softmax
 * @param confidenceNoise standard deviation, at the start, of the normal noise on a code's log confidence when the least
 *     confident codes are masked again; it falls linearly to 0 at the end
 */
public record SamplerSettings(
        Schedule schedule,
        int textSteps,
        int imageSteps,
        List<Integer> imageStepIndices,
        double textGuidance,
        double imageGuidance,
        double textTemperature,
        double imageTemperature,
        double confidenceNoise) {

    /** 24 text steps, 18 picture steps, parallel, no guidance, text greedy, picture from the plain softmax. */
    public static final SamplerSettings DEFAULTS =
            new SamplerSettings(Schedule.PARALLEL, 24, 18, List.of(), 0, 0, 0, 1, 1);

    public SamplerSettings {
        imageStepIndices = List.copyOf(imageStepIndices);
        atLeastOne("text steps", textSteps);
        atLeastOne("image steps", imageSteps);
        notNegative("text guidance", textGuidance);
        notNegative("image guidance", imageGuidance);
        notNegative("text temperature", textTemperature);
        notNegative("image temperature", imageTemperature);
        notNegative("confidence noise", confidenceNoise);
        int previous = -1;
        for (int index : imageStepIndices) {
            if (index <= previous || index >= textSteps) {
                throw new IllegalArgumentException(
                        "image step indices must ascend within 0.." + (textSteps - 1) + ", got " + imageStepIndices);
            }
            previous = index;
        }
    }

    /** The same, decided by largest probability alone: no random draw changes anything. */
    public SamplerSettings greedy() {
        return new SamplerSettings(
                schedule, textSteps, imageSteps, imageStepIndices, textGuidance, imageGuidance, 0, 0, 0);
    }

    public SamplerSettings withSchedule(Schedule value) {
        return new SamplerSettings(
                value,
                textSteps,
                imageSteps,
                imageStepIndices,
                textGuidance,
                imageGuidance,
                textTemperature,
                imageTemperature,
                confidenceNoise);
    }

    /** Other numbers of steps; explicit picture steps are dropped. */
    public SamplerSettings withSteps(int text, int image) {
        return new SamplerSettings(
                schedule,
                text,
                image,
                List.of(),
                textGuidance,
                imageGuidance,
                textTemperature,
                imageTemperature,
                confidenceNoise);
    }

    /** Explicit picture steps. */
    public SamplerSettings withImageStepIndices(List<Integer> indices) {
        return new SamplerSettings(
                schedule,
                textSteps,
                imageSteps,
                indices,
                textGuidance,
                imageGuidance,
                textTemperature,
                imageTemperature,
                confidenceNoise);
    }

    public SamplerSettings withGuidance(double text, double image) {
        return new SamplerSettings(
                schedule,
                textSteps,
                imageSteps,
                imageStepIndices,
                text,
                image,
                textTemperature,
                imageTemperature,
                confidenceNoise);
    }

    public SamplerSettings withTemperatures(double text, double image, double noise) {
        return new SamplerSettings(
                schedule, textSteps, imageSteps, imageStepIndices, textGuidance, imageGuidance, text, image, noise);
    }

    /** Text steps at which the picture is worked on in the parallel schedule, ascending, each once. */
    int[] parallelImageSteps() {
        return imageStepIndices.isEmpty()
                ? IntStream.of(Schedules.imageSteps(textSteps, imageSteps))
                        .distinct()
                        .toArray()
                : imageStepIndices.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": at least 1, got " + value);
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + ": 0 or greater, got " + value);
        }
    }
}
