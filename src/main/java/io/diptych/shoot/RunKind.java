package io.diptych.shoot;

/** What a run shoots. */
enum RunKind {
    /** All of a campaign. */
    CAMPAIGN,
    /** One more take of one shot, which a reviewer asked for. */
    RETAKE,
    /** The first product of a campaign, to see what it would look like. */
    TRIAL
}
