package io.diptych.review;

import io.diptych.provenance.AssetId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Approves, rejects and reopens the assets that a campaign shows, and remembers who did it and when. Rendered, approved and
 * rejected follow each other freely; delivered comes after approved and is final.
 */
@Component
public class Reviews {

    private final JdbcClient jdbc;
    private final ShownRuns runs;
    private final BulkReview bulk;
    private final ReviewRepository reviews;
    private final ReviewEvents events;
    private final ContactSheetQuery sheet;

    Reviews(
            JdbcClient jdbc,
            ShownRuns runs,
            BulkReview bulk,
            ReviewRepository reviews,
            ReviewEvents events,
            ContactSheetQuery sheet) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.bulk = bulk;
        this.reviews = reviews;
        this.events = events;
        this.sheet = sheet;
    }

    @Transactional
    public ReviewOutcome approve(String campaign, Collection<AssetId> assets, String actor) {
        return bulk.decide(campaign, assets, new Decision.Approve(), actor);
    }

    /** @throws IllegalArgumentException if there is no reason, or a very long one */
    @Transactional
    public ReviewOutcome reject(String campaign, Collection<AssetId> assets, String reason, String actor) {
        return bulk.decide(campaign, assets, new Decision.Reject(reason), actor);
    }

    @Transactional
    public ReviewOutcome reopen(String campaign, Collection<AssetId> assets, String actor) {
        return bulk.decide(campaign, assets, new Decision.Reopen(), actor);
    }

    @Transactional
    public ReviewOutcome decide(String campaign, Collection<AssetId> assets, Decision decision, String actor) {
        return bulk.decide(campaign, assets, decision, actor);
    }

    /** The same decision about everything that a contact sheet shows behind this filter, on all its pages. */
    @Transactional
    public ReviewOutcome decide(String campaign, SheetFilter filter, Decision decision, String actor) {
        return bulk.decide(campaign, sheet.assets(campaign, filter), decision, actor);
    }

    /**
     * One decision of a reviewer who saw the review in a certain version.
     *
     * @param seen {@link ReviewStatus#version} of what the reviewer saw
     * @throws StaleReviewException if somebody decided in the meantime; nothing is changed
     * @throws ReviewRefusedException if the asset is delivered
     * @throws NotUnderReviewException if the campaign does not show the asset
     */
    @Transactional
    public ReviewStatus decide(String campaign, AssetId asset, Decision decision, int seen, String actor) {
        requireShown(campaign, asset);
        jdbc.sql("insert into review (campaign, asset) values (:campaign, :asset) on conflict do nothing")
                .param("campaign", campaign)
                .param("asset", asset.value())
                .update();
        Review review =
                reviews.findById(new Review.Key(campaign, asset.value())).orElseThrow();
        if (review.version() != seen) {
            throw new StaleReviewException(asset, review.status());
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (review.decide(decision, actor, now)) {
            try {
                reviews.saveAndFlush(review);
            } catch (OptimisticLockingFailureException e) {
                throw new StaleReviewException(asset, status(campaign, asset));
            }
            events.add(campaign, asset, decision, actor, now);
        }
        return review.status();
    }

    /** How the review of an asset stands; {@link ReviewStatus#NONE} where nobody decided anything. */
    public ReviewStatus status(String campaign, AssetId asset) {
        return jdbc.sql("select * from review where campaign = :campaign and asset = :asset")
                .param("campaign", campaign)
                .param("asset", asset.value())
                .query(ReviewRow::status)
                .optional()
                .orElse(ReviewStatus.NONE);
    }

    /** All decisions about an asset in a campaign, the first one first. */
    public List<ReviewEvent> history(String campaign, AssetId asset) {
        return events.of(campaign, asset);
    }

    /**
     * Marks everything approved that the campaign shows as delivered, and returns it. Belongs into the transaction that
     * makes the delivery: of two at once, the second finds nothing left.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<ApprovedAsset> deliver(String campaign, String actor) {
        List<ApprovedAsset> approved = sheet.approved(campaign);
        String[] ids = approved.stream().map(each -> each.asset().toString()).toArray(String[]::new);
        List<UUID> delivered = jdbc.sql("""
                        with approved as (
                            select asset from review where campaign = :campaign and asset = any(:ids::uuid[])
                            order by asset for update),
                        changed as (
                            update review set state = 'DELIVERED', version = version + 1,
                                reviewer = :actor, reviewed_at = now()
                            where campaign = :campaign and state = 'APPROVED' and asset in (select asset from approved)
                            returning asset),
                        told as (
                            insert into review_event (campaign, asset, state, actor)
                            select :campaign, asset, 'DELIVERED', :actor from changed order by asset)
                        select asset from changed""")
                .param("campaign", campaign)
                .param("ids", ids)
                .param("actor", actor)
                .query(UUID.class)
                .list();
        Set<UUID> still = Set.copyOf(delivered);
        return approved.stream()
                .filter(each -> still.contains(each.asset().value()))
                .toList();
    }

    private void requireShown(String campaign, AssetId asset) {
        boolean shown = jdbc.sql("""
                        select exists (select from shot where asset = :asset and run = any(:runs)
                                         and state in ('DONE', 'EXISTING'))""")
                .param("asset", asset.value())
                .param("runs", runs.ids(campaign))
                .query(Boolean.class)
                .single();
        if (!shown) {
            throw new NotUnderReviewException(campaign, asset);
        }
    }
}
