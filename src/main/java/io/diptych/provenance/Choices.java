package io.diptych.provenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Which takes were chosen where a campaign keeps the best one of each shot, and which ones were dropped for them. */
public class Choices {

    private final JdbcClient db;

    Choices(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps what came out of a contest; does nothing where that is known already. Runs within the caller's transaction, in
     * which the chosen asset is recorded.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(ContestKey contest, AssetId chosen, List<DroppedTake> dropped) {
        int added = with(contest, """
                        INSERT INTO chosen_take (shot_key, campaign_seed, takes, waypoints, asset_id)
                        VALUES (:key, :seed, :takes, :waypoints, :asset) ON CONFLICT DO NOTHING""").param("asset", chosen.value()).update();
        if (added == 0) {
            return;
        }
        for (DroppedTake take : dropped) {
            with(contest, """
                            INSERT INTO dropped_take
                                (shot_key, campaign_seed, takes, waypoints, take, take_seed, waypoint, scores)
                            VALUES (:key, :seed, :takes, :waypoints, :take, :takeSeed, :waypoint, CAST(:scores AS jsonb))""")
                    .param("take", take.number())
                    .param("takeSeed", take.seed())
                    .param("waypoint", take.waypoint())
                    .param("scores", Json.write(AlignmentScores.json(take.scores())))
                    .update();
        }
    }

    /** The chosen assets of shots, by shot key; without shots of which nothing is chosen yet. */
    public Map<String, AssetRecord> chosen(Collection<String> shotKeys, long campaignSeed, int takes, int waypoints) {
        Map<String, AssetRecord> found = new HashMap<>();
        if (shotKeys.isEmpty()) {
            return found;
        }
        db.sql("""
                        SELECT asset.* FROM unnest(:keys::text[]) AS wanted (shot_key)
                        JOIN chosen_take USING (shot_key) JOIN asset USING (asset_id)
                        WHERE campaign_seed = :seed AND takes = :takes AND waypoints = :waypoints""")
                .param("keys", shotKeys.toArray(String[]::new))
                .param("seed", campaignSeed)
                .param("takes", takes)
                .param("waypoints", waypoints)
                .query(AssetRow::read)
                .list()
                .forEach(asset -> found.put(asset.take().shot().key(), asset));
        return found;
    }

    /** By their numbers. */
    public List<DroppedTake> dropped(ContestKey contest) {
        return with(contest, """
                        SELECT * FROM dropped_take WHERE shot_key = :key AND campaign_seed = :seed AND takes = :takes
                        AND waypoints = :waypoints ORDER BY take""")
                .query((row, n) -> new DroppedTake(
                        row.getInt("take"),
                        row.getLong("take_seed"),
                        row.getInt("waypoint"),
                        Json.read(row.getString("scores"), new TypeReference<List<WaypointScore>>() {})))
                .list();
    }

    private JdbcClient.StatementSpec with(ContestKey contest, String sql) {
        return db.sql(sql)
                .param("key", contest.shotKey())
                .param("seed", contest.campaignSeed())
                .param("takes", contest.takes())
                .param("waypoints", contest.waypoints());
    }
}
