package io.diptych.shoot;

import io.diptych.provenance.AssetId;
import io.diptych.shoot.Trial.TrialShot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads trials. */
@Repository
class TrialQuery {

    private final JdbcClient jdbc;

    TrialQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Trial> latest(String campaign) {
        return jdbc.sql("""
                        select id, state, trouble from campaign_run
                        where campaign = :campaign and kind = 'TRIAL' order by id desc limit 1""")
                .param("campaign", campaign)
                .query((row, n) -> new Trial(
                        row.getLong("id"),
                        !row.getString("state").equals("OPEN"),
                        row.getString("trouble"),
                        shots(row.getLong("id"))))
                .optional();
    }

    private List<TrialShot> shots(long run) {
        return jdbc.sql("""
                        select sku, title, scene, variant, take, instruction, reason,
                               case when state in ('DONE', 'EXISTING') then asset end as asset
                        from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame
                        where shot.run = :run order by shot.number""")
                .param("run", run)
                .query((row, n) -> {
                    UUID asset = row.getObject("asset", UUID.class);
                    return new TrialShot(
                            row.getString("sku"),
                            row.getString("title"),
                            row.getString("scene"),
                            row.getString("variant"),
                            row.getInt("take"),
                            row.getString("instruction"),
                            asset == null ? null : new AssetId(asset),
                            row.getString("reason"));
                })
                .list();
    }
}
