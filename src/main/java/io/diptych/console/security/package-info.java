/** Who may do what: accounts, roles, logins, API tokens, the audit log. */
@NullMarked
package io.diptych.console.security;

import org.jspecify.annotations.NullMarked;
