package io.diptych.console.security;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What an account may do; each role includes those before it. */
public enum Role {
    /** Look at everything but accounts and the audit log. */
    VIEWER,
    /** Make and run campaigns, change scenes, ask for retakes. */
    EDITOR,
    /** Approve, reject and deliver. */
    APPROVER,
    /** Manage accounts, everyone's tokens, and read the audit log. */
    ADMIN;

    public boolean includes(Role other) {
        return ordinal() >= other.ordinal();
    }

    public Role atMost(Role other) {
        return includes(other) ? other : this;
    }

    GrantedAuthority authority() {
        return new SimpleGrantedAuthority("ROLE_" + name());
    }
}
