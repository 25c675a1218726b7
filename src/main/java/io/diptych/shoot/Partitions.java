package io.diptych.shoot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Cuts a run's open shots into partitions and hands them to the workers. */
@Repository
class Partitions {

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
     */
    @Transactional
    int release(long run) {
        return jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select :task, run || '/' || number, now(), false, 1
                        from shot_partition where run = :run and done + failed < shots
                        on conflict do nothing""").param("task", PartitionTask.NAME).param("run", run).update();
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

    /**
     * Takes the tasks of all other runs away: on a database that only this process uses nobody watches them. When such a
     * run is resumed, it releases them again.
     */
    @Transactional
    void park(long runInProgress) {
        jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance not like :run || '/%'")
                .param("task", PartitionTask.NAME)
                .param("run", Long.toString(runInProgress))
                .update();
    }
}
