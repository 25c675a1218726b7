package io.diptych.review;

import io.diptych.provenance.AssetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of decisions. Rows are only ever added. */
@Component
public class ReviewEvents {

    private final JdbcClient jdbc;

    ReviewEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All decisions about an asset in a campaign, the first one first. */
    public List<ReviewEvent> of(String campaign, AssetId asset) {
        return jdbc.sql("select * from review_event where campaign = :campaign and asset = :asset order by entry")
                .param("campaign", campaign)
                .param("asset", asset.value())
                .query(ReviewEvents::read)
                .list();
    }

    /** All decisions, the first one first: those with a higher entry than {@code after}, at most {@code size}. */
    public List<ReviewEvent> after(long after, int size) {
        return jdbc.sql("select * from review_event where entry > :after order by entry limit :size")
                .param("after", after)
                .param("size", size)
                .query(ReviewEvents::read)
                .list();
    }

    void add(String campaign, AssetId asset, Decision decision, String actor, Instant when) {
        jdbc.sql("""
                        insert into review_event (campaign, asset, state, reason, actor, at)
                        values (:campaign, :asset, :state, :reason, :actor, :at)""")
                .param("campaign", campaign)
                .param("asset", asset.value())
                .param("state", decision.state().name())
                .param("reason", decision.reason())
                .param("actor", actor)
                .param("at", when.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ReviewEvent read(ResultSet row, int number) throws SQLException {
        return new ReviewEvent(
                row.getLong("entry"),
                row.getString("campaign"),
                new AssetId(row.getObject("asset", UUID.class)),
                ReviewState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
