package io.diptych.review;

import io.diptych.provenance.AssetId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An asset under review in a campaign. */
@Entity
@IdClass(Review.Key.class)
class Review {

    record Key(String campaign, UUID asset) implements Serializable {}

    @Id
    private String campaign;

    @Id
    private UUID asset;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private ReviewState state;

    private @Nullable String reason;
    private @Nullable String reviewer;
    private @Nullable Instant reviewedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway")
    protected Review() {}

    int version() {
        return version;
    }

    /** Says whether anything changed. */
    boolean decide(Decision decision, String actor, Instant when) {
        if (state == ReviewState.DELIVERED) {
            throw ReviewRefusedException.delivered(new AssetId(asset));
        }
        if (state == decision.state() && Objects.equals(reason, decision.reason())) {
            return false;
        }
        state = decision.state();
        reason = decision.reason();
        reviewer = actor;
        reviewedAt = when;
        return true;
    }

    ReviewStatus status() {
        return new ReviewStatus(state, reason, reviewer, reviewedAt, version);
    }
}
