package io.diptych.diffusion;

import org.jspecify.annotations.Nullable;

/**
 * One shot to sample in the {@code default} profile.
 *
 * @param instruction token ids of the filled instruction; may be empty
 * @param photo the product photo; null for none
 * @param picture the codes given; those that are {@link ImageCodes#MASKED} are sampled, the others are never touched
 * @param seed all randomness of the shot derives from it
 */
public record ShotRequest(
        int[] instruction, @Nullable ImageCodes photo, ImageCodes picture, long seed, SamplerSettings settings) {

    public ShotRequest {
        instruction = instruction.clone();
        if (photo == null && settings.imageGuidance() > 0) {
            throw new IllegalArgumentException(
                    "image guidance needs a product photo: set it to 0, or give a photo (image guidance is "
                            + settings.imageGuidance() + ")");
        }
    }
}
