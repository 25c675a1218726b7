package io.diptych.shoot;

import org.jspecify.annotations.Nullable;

/**
 * Another take of a shot, as a reviewer asks for it.
 *
 * @param seed null for the next of the campaign
 * @param instruction in place of the scene's filled in one; null for that
 */
public record NewTake(@Nullable Long seed, @Nullable String instruction) {}
