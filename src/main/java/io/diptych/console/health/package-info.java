/** Whether the server can do its work: for probes and for people. */
@NullMarked
package io.diptych.console.health;

import org.jspecify.annotations.NullMarked;
