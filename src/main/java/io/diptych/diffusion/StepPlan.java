package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What happens at each step of one shot. All schedules have the same text steps and the same picture steps (each with
 * the masked part and the noise that it has in the parallel schedule) and differ only in their order.
 */
record StepPlan(List<Step> steps) {

    /**
     * @param text whether text is revealed
     * @param picture what is done to the picture; null for nothing
     */
    record Step(boolean text, @Nullable PictureStep picture) {}

    /**
     * @param maskRatio part of the initially masked codes that stays masked
     * @param noise standard deviation of the noise on log confidences
     */
    record PictureStep(float maskRatio, double noise, boolean last) {

        /** How many codes stay masked when {@code unknown} of {@code initially} masked ones still are. */
        int stayMasked(int initially, int unknown) {
            return last ? 0 : Math.max(0, Math.min(unknown, Schedules.stayMasked(initially, maskRatio)));
        }
    }

    static StepPlan of(SamplerSettings settings) {
        int textSteps = settings.textSteps();
        int[] indices = settings.parallelImageSteps();
        PictureStep[] pictures = IntStream.range(0, indices.length)
                .mapToObj(i -> pictureStep(settings, indices[i], i == indices.length - 1))
                .toArray(PictureStep[]::new);
        return switch (settings.schedule()) {
            case PARALLEL ->
                together(0, textSteps, IntStream.range(0, textSteps).toArray(), pictures, indices);
            case SEMI_PARALLEL -> {
                int alone = textSteps / 2;
                int length = Math.max(textSteps - alone, pictures.length);
                yield together(
                        alone,
                        length,
                        Schedules.evenly(0, length - 1, textSteps - alone),
                        pictures,
                        Schedules.evenly(0, length - 1, pictures.length));
            }
            case SEQUENTIAL ->
                together(
                        textSteps,
                        pictures.length,
                        new int[0],
                        pictures,
                        IntStream.range(0, pictures.length).toArray());
        };
    }

    private static PictureStep pictureStep(SamplerSettings settings, int index, boolean last) {
        double progress = (index + 1) / (double) settings.textSteps();
        return new PictureStep(
                Schedules.maskRatio(index, settings.textSteps()), settings.confidenceNoise() * (1 - progress), last);
    }

    /** {@code alone} text steps, then {@code length} steps with text and pictures at the given ones. */
    private static StepPlan together(int alone, int length, int[] texts, PictureStep[] pictures, int[] pictureAt) {
        var text = new boolean[alone + length];
        Arrays.fill(text, 0, alone, true);
        for (int step : texts) {
            text[alone + step] = true;
        }
        var picture = new @Nullable PictureStep[alone + length];
        for (int i = 0; i < pictures.length; i++) {
            picture[alone + pictureAt[i]] = pictures[i];
        }
        var steps = new ArrayList<Step>();
        for (int step = 0; step < text.length; step++) {
            steps.add(new Step(text[step], picture[step]));
        }
        return new StepPlan(List.copyOf(steps));
    }

    int size() {
        return steps.size();
    }
}
