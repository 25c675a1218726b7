package io.diptych.review;

import io.diptych.provenance.AssetId;
import io.diptych.review.ReviewOutcome.Refusal;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One decision about many assets, in one statement however many they are. */
@Component
class BulkReview {

    /** The assets asked for, and whether the campaign shows them. */
    private static final String WANTED = """
            with wanted as (
                select distinct asset, exists (
                    select from shot where shot.asset = ids.asset and shot.run = any(:runs)
                      and shot.state in ('DONE', 'EXISTING')) as shown
                from unnest(:ids::uuid[]) as ids (asset))""";

    private final JdbcClient jdbc;
    private final ShownRuns runs;

    BulkReview(JdbcClient jdbc, ShownRuns runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    /** Needs a transaction. */
    ReviewOutcome decide(String campaign, Collection<AssetId> assets, Decision decision, String actor) {
        String[] ids = assets.stream().map(AssetId::toString).distinct().toArray(String[]::new);
        Long[] shown = runs.ids(campaign);
        // In the order of their ids, so that two reviewers wait for each other but never both.
        int changed = jdbc.sql(WANTED + """
                        , changed as (
                            insert into review as known (campaign, asset, version, state, reason, reviewer, reviewed_at)
                            select :campaign, asset, 1, :state, :reason, :actor, now() from wanted
                            where shown and (:state <> 'RENDERED' or exists (
                                select from review decided
                                where decided.campaign = :campaign and decided.asset = wanted.asset))
                            order by asset
                            on conflict (campaign, asset) do update set
                                version = known.version + 1, state = excluded.state, reason = excluded.reason,
                                reviewer = excluded.reviewer, reviewed_at = excluded.reviewed_at
                            where known.state <> 'DELIVERED'
                              and (known.state, known.reason) is distinct from (excluded.state, excluded.reason)
                            returning asset)
                        insert into review_event (campaign, asset, state, reason, actor)
                        select :campaign, asset, :state, :reason, :actor from changed order by asset""")
                .param("runs", shown)
                .param("ids", ids)
                .param("campaign", campaign)
                .param("state", decision.state().name())
                .param("reason", decision.reason(), Types.VARCHAR)
                .param("actor", actor)
                .update();
        List<Refusal> refused = refused(campaign, ids, shown);
        return new ReviewOutcome(changed, ids.length - changed - refused.size(), refused);
    }

    private List<Refusal> refused(String campaign, String[] ids, Long[] shown) {
        return jdbc.sql(WANTED + """
                        select wanted.asset, shown from wanted
                        left join review on review.campaign = :campaign and review.asset = wanted.asset
                        where not shown or review.state = 'DELIVERED' order by wanted.asset""")
                .param("runs", shown)
                .param("ids", ids)
                .param("campaign", campaign)
                .query((row, n) -> new Refusal(
                        new AssetId(row.getObject("asset", UUID.class)),
                        row.getBoolean("shown") ? ReviewRefusedException.DELIVERED : NotUnderReviewException.REASON))
                .list();
    }
}
