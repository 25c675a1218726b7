/** The web console's pages, rendered on the server. Controllers read forms and call services; all rules are in these. */
@NullMarked
package io.diptych.console.pages;

import org.jspecify.annotations.NullMarked;
