package io.diptych.shoot;

import org.jspecify.annotations.Nullable;

/**
 * A shot on the contact sheet.
 *
 * @param reason why it failed; null if it did not
 */
record ShownShot(
        PlannedShot shot,
        String scene,
        String variant,
        @Nullable String reason) {}
