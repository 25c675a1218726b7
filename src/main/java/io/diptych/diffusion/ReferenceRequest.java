package io.diptych.diffusion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of the {@code reference} profile: the arguments of the published {@code generate_ti2ti}.
 *
 * @param inputIds the complete sequence, masks included
 * @param withoutText prefix that is written over the front for the branch without the instruction; null for none
 * @param withoutImage the same for the branch without the product photo
 * @param textStart first text position; {@code textEnd} is exclusive
 * @param imageStart first token of the picture
 * @param textSteps all steps
 * @param imageSteps picture steps among them ({@code timesteps} there)
 * @param textGuidance {@code cfg_scale} there
 * @param imageGuidance {@code cfg_img} there
 * @param textTemperature of the Gumbel noise on text logits
 * @param temperature 0 takes the most probable code; anything else samples the plain softmax and scales the noise on
 *     confidences
 */
public record ReferenceRequest(
        int[] inputIds,
        int @Nullable [] withoutText,
        int @Nullable [] withoutImage,
        int textStart,
        int textEnd,
        int imageStart,
        Grid grid,
        int textSteps,
        int imageSteps,
        double textGuidance,
        double imageGuidance,
        double textTemperature,
        double temperature,
        Remasking remasking) {

    /** Which predicted text is kept first. */
    public enum Remasking {
        /** The most confident. */
        LOW_CONFIDENCE,
        /** Random ones. */
        RANDOM
    }

    public ReferenceRequest {
        if (textSteps < 1 || imageSteps < 1) {
            throw new IllegalArgumentException(
                    "at least one text step and one picture step, got " + textSteps + " and " + imageSteps);
        }
        if (imageStart < 0
                || imageStart + grid.tokens() > textStart
                || textStart > textEnd
                || textEnd > inputIds.length) {
            throw new IllegalArgumentException("the picture (" + imageStart + ".." + (imageStart + grid.tokens())
                    + ") must come before the text (" + textStart + ".." + textEnd + ") within " + inputIds.length
                    + " ids");
        }
        prefix("the prefix without text", withoutText, inputIds.length);
        prefix("the prefix without image", withoutImage, inputIds.length);
    }

    private static void prefix(String name, int @Nullable [] prefix, int length) {
        if (prefix != null && prefix.length > length) {
            throw new IllegalArgumentException(name + " has " + prefix.length + " ids, the sequence only " + length);
        }
    }

    /**
     * The same shot as in the {@code default} profile, as the published code would sample it: one temperature for the
     * picture (the image temperature), scaling its confidence noise too.
     *
     * @throws IllegalArgumentException if the settings ask for what the published code cannot do: another schedule than
     *     the parallel one, or explicit picture steps
     */
    public static ReferenceRequest of(ShotRequest shot, SequenceLayout layout) {
        SamplerSettings settings = shot.settings();
        if (settings.schedule() != Schedule.PARALLEL
                || !settings.imageStepIndices().isEmpty()) {
            throw new IllegalArgumentException("the reference profile knows the parallel schedule with evenly spaced"
                    + " picture steps only, got " + settings.schedule() + " and " + settings.imageStepIndices());
        }
        Sequence sequence = layout.sequence(shot.instruction(), shot.photo(), shot.picture(), layout.maskedText());
        return new ReferenceRequest(
                sequence.ids(),
                layout.prefix(new int[0], shot.photo()),
                layout.prefix(shot.instruction(), null),
                sequence.textStart(),
                sequence.textEnd(),
                sequence.imageStart(),
                sequence.grid(),
                settings.textSteps(),
                settings.imageSteps(),
                settings.textGuidance(),
                settings.imageGuidance(),
                settings.textTemperature(),
                settings.imageTemperature(),
                Remasking.LOW_CONFIDENCE);
    }

    /** Positions of the picture's codes in row order, newlines left out. */
    int[] imagePositions() {
        var positions = new int[grid.codes()];
        Arrays.setAll(positions, code -> imageStart + grid.token(code));
        return positions;
    }
}
