package io.diptych.shoot;

/** What was asked for does not go with what the campaign is doing. The message says what does. */
public class CampaignStateException extends RuntimeException {

    CampaignStateException(String message) {
        super(message);
    }
}
