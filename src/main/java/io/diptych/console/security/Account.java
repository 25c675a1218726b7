package io.diptych.console.security;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone who may log in. */
@Entity
@Table(name = "account")
public class Account {

    @Id
    private String name;

    @Version
    private @Nullable Integer version;

    private @Nullable String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean enabled = true;
    private Instant createdAt;

    /** For JPA. */
    @SuppressWarnings("NullAway")
    protected Account() {}

    /** @param passwordHash null for those who log in elsewhere */
    Account(String name, @Nullable String passwordHash, Role role, Instant createdAt) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
        this.createdAt = createdAt;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Whether the password is kept here, and not at an identity provider. */
    public boolean hasPassword() {
        return passwordHash != null;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    void password(String hash) {
        passwordHash = hash;
    }

    void become(Role other) {
        role = other;
    }

    void enable(boolean may) {
        enabled = may;
    }

    boolean isActiveAdmin() {
        return enabled && role == Role.ADMIN;
    }
}
