package io.diptych.shoot;

/** A shot that cannot be rendered or delivered, and why, in words for the person who runs the campaign. */
record FailedShot(OpenShot open, String reason) {}
