package io.diptych.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many.
 *
 * @param next where the rest is; null on the last page
 */
record Page<T>(List<T> items, @Nullable String next) {}
