package io.diptych.shoot;

/** What a campaign is doing. */
public enum CampaignState {
    /** Nobody has started it. */
    DRAFT("not started"),
    /** Its catalog is read, or it waits for its turn. */
    PLANNING("being planned"),
    RUNNING("running"),
    /** By someone, until someone lets it go on. */
    PAUSED("paused"),
    /** By trouble, until someone starts it again. */
    STOPPED("stopped"),
    /** By someone, for good; what was recorded stays. */
    CANCELLED("cancelled"),
    FINISHED("finished");

    private final String words;

    CampaignState(String words) {
        this.words = words;
    }

    /** For sentences: "the campaign is …". */
    public String words() {
        return words;
    }

    /** Whether it goes on by itself. */
    public boolean isActive() {
        return this == PLANNING || this == RUNNING;
    }
}
