package io.diptych.shoot;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Cuts a run's open shots into partitions and hands them to the workers. */
@Repository
class Partitions {

    static final int CAMPAIGN_PRIORITY = 0;
    /** A person waits for a trial or a retake in front of the screen. */
    static final int PROMPT_PRIORITY = 10;

    private final JdbcClient jdbc;

    Partitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Numbers the open shots of a run that was just planned into partitions of at most {@code size}, in the order of the plan:
     * so the scenes of a product mostly meet in one partition and its photo is encoded once.
     */
    @Transactional
    void cut(long run, int size) {
        jdbc.sql("delete from shot_partition where run = :run")
                .param("run", run)
                .update();
        jdbc.sql("""
                        update shot set partition = cut.partition
                        from (select number, (row_number() over (order by number) - 1) / :size as partition
                              from shot where run = :run and state = 'OPEN') cut
                        where shot.run = :run and shot.number = cut.number""").param("run", run).param("size", size).update();
        jdbc.sql("""
                        insert into shot_partition (run, number, shots)
                        select run, partition, count(*) from shot
                        where run = :run and partition is not null group by run, partition""").param("run", run).update();
    }

    /**
     * Makes every partition with open shots a due task; those that are tasks already stay as they are. Returns how many
     * were added.
     *
     * @param priority of its tasks; workers take those of the highest first
     */
    @Transactional
    int release(long run, int priority) {
        return jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                        select :task, run || '/' || number, now(), false, 1, :priority
                        from shot_partition where run = :run and done + failed < shots
                        on conflict do nothing""")
                .param("task", PartitionTask.NAME)
                .param("run", run)
                .param("priority", priority)
                .update();
    }

    /** Takes a run's partitions away from the workers; a render in progress can record nothing any more. */
    @Transactional
    void withdraw(long run) {
        jdbc.sql(
                        "update shot_partition set epoch = epoch + 1, worker = null where run = :run and done + failed < shots")
                .param("run", run)
                .update();
        jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance like :run || '/%'")
                .param("task", PartitionTask.NAME)
                .param("run", Long.toString(run))
                .update();
    }

    /** Lets no worker begin another partition of a run; what is being rendered of it can still be recorded. */
    @Transactional
    void retract(long run) {
        jdbc.sql(
                        "delete from scheduled_tasks where task_name = :task and not picked and task_instance like :run || '/%'")
                .param("task", PartitionTask.NAME)
                .param("run", Long.toString(run))
                .update();
    }

    /**
     * Takes the tasks of all other campaigns' runs away: on a database that only this process uses nobody watches them. When
     * such a run is resumed, it releases them again. Retakes need no watch.
     */
    @Transactional
    void park(Collection<Long> runsInProgress) {
        jdbc.sql("""
                        delete from scheduled_tasks where task_name = :task
                        and split_part(task_instance, '/', 1)::bigint <> all(:runs)
                        and split_part(task_instance, '/', 1)::bigint not in
                            (select id from campaign_run where kind = 'RETAKE' and state = 'OPEN')""")
                .param("task", PartitionTask.NAME)
                .param("runs", runsInProgress.toArray(Long[]::new))
                .update();
    }
}
