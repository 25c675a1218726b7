package io.diptych.scene;

/**
 * A scene's sampler settings. All of them change the picture, so all are part of a shot's key.
 *
 * @param schedule in which order text and picture appear
 * @param textSteps at least 1
 * @param imageSteps at least 1
 * @param textGuidance how far the picture is pushed towards the instruction; 0 is off
 * @param imageGuidance how far the picture is pushed towards the photo; 0 is off
 * @param textTemperature 0 takes the likeliest word
 * @param imageTemperature 0 takes the likeliest picture code
 * @param confidenceNoise noise on which picture codes are kept, at the start
 */
public record Sampling(
        Schedule schedule,
        int textSteps,
        int imageSteps,
        double textGuidance,
        double imageGuidance,
        double textTemperature,
        double imageTemperature,
        double confidenceNoise) {

    /** In which order text and picture appear. */
    public enum Schedule {
        PARALLEL,
        SEMI_PARALLEL,
        SEQUENTIAL
    }
}
