package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The campaigns by name, and how each is doing. */
@Repository
class CampaignTable {

    /** A campaign with its latest run, if it has one. */
    private static final String STATUS = """
            select campaign.name, campaign.file, campaign.created_by, campaign.created_at,
                   run.id, run.state, run.halted, run.trouble, run.requested_by, run.shots, run.skipped,
                   run.started_at, run.ended_at, %s as held,
                   coalesce(part.to_render, 0) as to_render, coalesce(part.done, 0) as done,
                   coalesce(part.failed, 0) as failed
            from campaign
            left join lateral (select * from campaign_run where campaign_run.campaign = campaign.name
                    and kind = 'CAMPAIGN' order by id desc limit 1) run on true
            left join lateral (select sum(shots) as to_render, sum(done) as done, sum(failed) as failed
                    from shot_partition where shot_partition.run = run.id) part on true
            """.formatted(CampaignLock.IS_HELD);

    private final JdbcClient jdbc;

    CampaignTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a campaign that is shot, or notes where its file lies now. */
    void register(Campaign campaign) {
        jdbc.sql(
                        "insert into campaign (name, file) values (:name, :file) on conflict (name) do update set file = :file")
                .param("name", campaign.name())
                .param("file", campaign.file().toAbsolutePath().normalize().toString())
                .update();
    }

    /** Adds a campaign that someone made; says whether the name was free. */
    boolean add(String name, Path file, String createdBy) {
        return jdbc.sql("""
                        insert into campaign (name, file, created_by) values (:name, :file, :by)
                        on conflict do nothing""")
                        .param("name", name)
                        .param("file", file.toString())
                        .param("by", createdBy)
                        .update()
                == 1;
    }

    void remove(String name) {
        jdbc.sql("delete from campaign where name = :name").param("name", name).update();
    }

    /** Keeps others from changing the campaign's runs until the transaction ends; says whether there is one. */
    boolean lock(String name) {
        return jdbc.sql("select name from campaign where name = :name for update")
                .param("name", name)
                .query(String.class)
                .optional()
                .isPresent();
    }

    Optional<CampaignStatus> find(String name) {
        return jdbc.sql(STATUS + "where campaign.name = :name")
                .param("name", name)
                .query((row, n) -> StatusRow.read(row))
                .optional();
    }

    /** The newest first; those behind {@code before}, or from the first on. */
    List<CampaignStatus> page(@Nullable CampaignCursor before, int size) {
        var query = before == null
                ? jdbc.sql(STATUS + "order by campaign.created_at desc, campaign.name limit :size")
                : jdbc.sql(STATUS + """
                        where campaign.created_at < :at or campaign.created_at = :at and campaign.name > :name
                        order by campaign.created_at desc, campaign.name limit :size""")
                        .param("at", before.createdAt().atOffset(ZoneOffset.UTC))
                        .param("name", before.name());
        return query.param("size", size).query((row, n) -> StatusRow.read(row)).list();
    }

    /** Runs that someone asked a server for and that may go on, trials first, then in the order in which they were asked for. */
    List<WantedRun> wanted() {
        return jdbc.sql("""
                        select kind, campaign from campaign_run
                        where state = 'OPEN' and not halted and requested_by is not null and kind in ('CAMPAIGN', 'TRIAL')
                        order by kind desc, id""")
                .query((row, n) -> new WantedRun(RunKind.valueOf(row.getString("kind")), row.getString("campaign")))
                .list();
    }

    /** Keeps an open run from going on, and says why. */
    void trouble(WantedRun run, String why) {
        jdbc.sql("""
                        update campaign_run set halted = true, trouble = :why, version = version + 1
                        where campaign = :campaign and kind = :kind and state = 'OPEN'""")
                .param("why", why)
                .param("campaign", run.campaign())
                .param("kind", run.kind().name())
                .update();
    }

    /** An open run that a server is to carry on. */
    record WantedRun(RunKind kind, String campaign) {}
}
