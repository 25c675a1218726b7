package io.diptych.shoot;

/** There is no campaign of that name. */
public class NoSuchCampaignException extends RuntimeException {

    NoSuchCampaignException(String name) {
        super("There is no campaign \"" + name + "\"");
    }
}
