package io.diptych.shoot;

/** Another process, or another thread of this one, runs the campaign. */
public class CampaignBusyException extends IllegalStateException {

    CampaignBusyException(String campaign) {
        super("Campaign " + campaign + " is being shot by another process. Wait until it has ended, or stop it");
    }
}
