package io.diptych.campaign;

/** What planning a product in a frame gives: a shot, one whose photo nobody has seen yet, or a reason why there is none. */
public sealed interface PlanEntry permits Shot, UnseenShot, SkippedRow {}
