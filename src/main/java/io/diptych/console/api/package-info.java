/** The REST API, {@code /api/v1}. Every answer that is not a success is a problem of RFC 9457. */
@NullMarked
package io.diptych.console.api;

import org.jspecify.annotations.NullMarked;
