package io.diptych.shoot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The shot list, once it is planned: what is open, and what became of each shot. Plain JDBC; a run may have a million rows. */
@Repository
class ShotList {

    private static final int FETCHED = 1000;

    private final JdbcClient jdbc;
    private final Leases leases;

    ShotList(JdbcClient jdbc, Leases leases) {
        this.jdbc = jdbc;
        this.leases = leases;
    }

    /** The open shots of a partition in the order of the plan. */
    List<OpenShot> open(Lease lease) {
        return jdbc.sql("""
                        select number, sku, title, line, frame, take, instruction, photo, photo_digest, shot_key, seed, contenders, asset
                        from shot where run = :run and partition = :partition and state = 'OPEN'
                        order by number""")
                .param("run", lease.run())
                .param("partition", lease.partition())
                .query((row, n) -> new OpenShot(row.getInt("number"), planned(row), row.getObject("asset", UUID.class)))
                .list();
    }

    /** Some shots of a run in the order of the plan, whatever became of them; {@code first} and {@code last} included. */
    List<ShownShot> shown(long run, int first, int last) {
        return jdbc.sql("""
                        select shot.*, frame.scene, frame.variant
                        from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame
                        where shot.run = :run and shot.number between :first and :last order by shot.number""")
                .param("run", run)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new ShownShot(
                        planned(row), row.getString("scene"), row.getString("variant"), row.getString("reason")))
                .list();
    }

    /** Every product of a run in the order of the plan; read bit by bit, so there may be many. */
    @Transactional(readOnly = true)
    void forEachProduct(long run, Consumer<ShownProduct> action) {
        jdbc.sql("""
                        select min(number) as first, max(number) as last, count(*) filter (where state = 'FAILED') as failed
                        from shot where run = :run group by sku order by min(number)""").withFetchSize(FETCHED).param("run", run).query(row -> {
            action.accept(new ShownProduct(row.getInt("first"), row.getInt("last"), row.getInt("failed")));
        });
    }

    /** Scenes with shots. */
    int scenes(long run) {
        return jdbc.sql("""
                        select count(distinct scene) from run_frame
                        where run = :run and number in (select frame from shot where run = :run)""").param("run", run).query(Integer.class).single();
    }

    /** Assets of a run, kept ones too, whose picture and copy drifted apart. */
    int drifted(long run) {
        return jdbc.sql("""
                        select count(*) from shot join asset on asset.asset_id = shot.asset
                        where shot.run = :run and state in ('DONE', 'EXISTING') and drifted""").param("run", run).query(Integer.class).single();
    }

    /** Takes that this run has given up for better ones. */
    long dropped(long run) {
        return jdbc.sql("select coalesce(sum(contenders - 1), 0) from shot where run = :run and state = 'DONE'")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    /** Must run in the transaction that records the asset. */
    @Transactional
    void done(Lease lease, OpenShot shot, UUID asset) {
        leases.countDone(lease);
        end(lease, shot, "DONE", null, asset);
    }

    @Transactional
    void failed(Lease lease, OpenShot shot, String reason) {
        leases.countFailed(lease, 1);
        end(lease, shot, "FAILED", reason, null);
    }

    /** Fails all open shots of a partition for the same reason; returns how many. */
    @Transactional
    int failOpen(Lease lease, String reason) {
        int failed = jdbc.sql("""
                        update shot set state = 'FAILED', reason = :reason
                        where run = :run and partition = :partition and state = 'OPEN'""")
                .param("reason", reason)
                .param("run", lease.run())
                .param("partition", lease.partition())
                .update();
        leases.countFailed(lease, failed);
        return failed;
    }

    /** The first failed shots, one line each. */
    List<String> firstFailed(long run, int most) {
        return jdbc.sql("""
                        select shot.sku || ' in ' || frame.scene || '-' || frame.variant
                               || case when contenders > 1 then ', best of ' || contenders || ' takes'
                                       else ', take ' || shot.take end
                               || ': ' || shot.reason
                        from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame
                        where shot.run = :run and state = 'FAILED' order by shot.number limit :most""")
                .param("run", run)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Forgets the shot lists of the campaign's earlier runs, but for retakes; what they recorded is in the ledger. */
    void forgetBefore(String campaign, long run) {
        for (String table : List.of("shot", "shot_partition")) {
            jdbc.sql("delete from " + table + " where run in (select id from campaign_run where campaign = :campaign"
                            + " and kind <> 'RETAKE' and id < :run)")
                    .param("campaign", campaign)
                    .param("run", run)
                    .update();
        }
    }

    /** Reads counters of partitions, not the shot list: cheap enough to be asked every second. */
    ShotTotals totals(long run, long shots) {
        return jdbc.sql("""
                        select coalesce(sum(shots), 0) as to_render, coalesce(sum(done), 0) as done,
                               coalesce(sum(failed), 0) as failed
                        from shot_partition where run = :run""")
                .param("run", run)
                .query((row, n) -> new ShotTotals(
                        shots, shots - row.getLong("to_render"), row.getLong("done"), row.getLong("failed")))
                .single();
    }

    /** Whether a shot of any run has ended since, wherever it is rendered. */
    boolean anyEndedWithin(Duration last) {
        return jdbc.sql(
                        "select exists (select from shot_partition where done + failed > 0 and progressed_at > now() - make_interval(secs => :seconds))")
                .param("seconds", last.toMillis() / 1000.0)
                .query(Boolean.class)
                .single();
    }

    /** A retake ends with its one shot; nothing happens to other runs. */
    void finishRetake(long run) {
        jdbc.sql("""
                        update campaign_run set state = 'FINISHED', ended_at = now(), version = version + 1
                        where id = :run and kind = 'RETAKE' and state = 'OPEN'""").param("run", run).update();
    }

    private void end(Lease lease, OpenShot shot, String state, @Nullable String reason, @Nullable UUID asset) {
        int rows = jdbc.sql("""
                        update shot set state = :state, reason = :reason, asset = coalesce(:asset, asset),
                            take = :take, seed = :seed
                        where run = :run and number = :number and state = 'OPEN'""")
                .param("state", state)
                .param("reason", reason)
                .param("asset", asset)
                .param("take", shot.shot().take())
                .param("seed", shot.shot().seed())
                .param("run", lease.run())
                .param("number", shot.number())
                .update();
        if (rows != 1) {
            throw new IllegalStateException(
                    "Shot " + shot.number() + " of run " + lease.run() + " is not open any more");
        }
    }

    private static PlannedShot planned(ResultSet row) throws SQLException {
        return new PlannedShot(
                row.getString("sku"),
                row.getString("title"),
                row.getLong("line"),
                row.getInt("frame"),
                row.getInt("take"),
                row.getString("instruction"),
                row.getString("photo"),
                row.getString("photo_digest"),
                row.getString("shot_key"),
                row.getLong("seed"),
                row.getInt("contenders"));
    }
}
