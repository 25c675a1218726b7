package io.diptych.shoot;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who renders: the living workers on this database, by their own account. */
@Component
public class Workers {

    /** Three signs of life missed. */
    private static final Duration GONE_AFTER = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    public List<WorkerStatus> living() {
        return jdbc.sql("""
                        select worker.*, run.campaign, part.number as partition, part.shots as partition_shots,
                               part.done + part.failed as partition_done
                        from worker
                        left join lateral (select * from scheduled_tasks where task_name = :task and picked
                                and picked_by = worker.name order by last_heartbeat desc limit 1) task on true
                        left join shot_partition part
                               on part.run = split_part(task.task_instance, '/', 1)::bigint
                              and part.number = split_part(task.task_instance, '/', 2)::int
                        left join campaign_run run on run.id = part.run
                        where worker.seen_at > now() - make_interval(secs => :gone)
                        order by worker.name""")
                .param("task", PartitionTask.NAME)
                .param("gone", GONE_AFTER.toSeconds())
                .query((row, n) -> {
                    long shots = row.getLong("shots");
                    int partition = row.getInt("partition");
                    boolean idle = row.wasNull();
                    return new WorkerStatus(
                            row.getString("name"),
                            row.getString("host"),
                            row.getString("bundle"),
                            row.getString("device"),
                            row.getInt("slots"),
                            instant(row.getObject("started_at", OffsetDateTime.class)),
                            instant(row.getObject("seen_at", OffsetDateTime.class)),
                            shots,
                            shots == 0 ? null : row.getLong("render_millis") / 1e3 / shots,
                            idle ? null : row.getString("campaign"),
                            idle ? null : partition,
                            row.getInt("partition_shots"),
                            row.getInt("partition_done"));
                })
                .list();
    }

    /** Shots that wait for a worker, and those being rendered, of all runs that go on. */
    public long openShots() {
        return jdbc.sql("""
                        select coalesce(sum(part.shots - part.done - part.failed), 0)
                        from shot_partition part join campaign_run run on run.id = part.run
                        where run.state = 'OPEN' and not run.halted""").query(Long.class).single();
    }

    /** A sign of life. */
    void announce(WorkerName worker, String host, String bundle, String device, int slots, RenderTime.Spent spent) {
        jdbc.sql("""
                        insert into worker (name, host, bundle, device, slots, started_at, seen_at, shots, render_millis)
                        values (:name, :host, :bundle, :device, :slots, now(), now(), :shots, :millis)
                        on conflict (name) do update set host = :host, bundle = :bundle, device = :device,
                            slots = :slots, seen_at = now(), shots = :shots, render_millis = :millis,
                            started_at = case when worker.shots > :shots
                                or worker.seen_at < now() - make_interval(secs => :gone)
                                then now() else worker.started_at end""")
                .param("name", worker.text())
                .param("host", host)
                .param("bundle", bundle)
                .param("device", device)
                .param("slots", slots)
                .param("shots", spent.shots())
                .param("millis", spent.wall().toMillis())
                .param("gone", GONE_AFTER.toSeconds())
                .update();
    }

    /** It ends in good order, and need not be waited for. */
    void leave(WorkerName worker) {
        jdbc.sql("delete from worker where name = :name")
                .param("name", worker.text())
                .update();
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        if (time == null) {
            throw new IllegalStateException("A worker has no time");
        }
        return time.toInstant();
    }
}
