package io.diptych.shoot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Claims of partitions, in Postgres. {@link #countDone} and {@link #countFailed} check the lease and lock its row for the
 * rest of the transaction: a claim that comes in meanwhile waits, and a writer that comes late is refused.
 */
@Repository
class Leases {

    private final JdbcClient jdbc;

    Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the partition over, whoever held it before. */
    Lease claim(long run, int partition, String worker) {
        int epoch = jdbc.sql("""
                        update shot_partition
                        set epoch = epoch + 1, worker = :worker, claimed_at = now(), progressed_at = now()
                        where run = :run and number = :partition
                        returning epoch""")
                .param("run", run)
                .param("partition", partition)
                .param("worker", worker)
                .query(Integer.class)
                .single();
        return new Lease(run, partition, epoch);
    }

    /** @throws LeaseLostException if the partition was claimed again since */
    void countDone(Lease lease) {
        count(lease, 1, 0);
    }

    /** @throws LeaseLostException if the partition was claimed again since */
    void countFailed(Lease lease, int shots) {
        count(lease, 0, shots);
    }

    /** Ends a claim from outside: its holder can record nothing any more. */
    void revoke(Lease lease) {
        jdbc.sql("""
                        update shot_partition set epoch = epoch + 1, worker = null
                        where run = :run and number = :partition and epoch = :epoch""")
                .param("run", lease.run())
                .param("partition", lease.partition())
                .param("epoch", lease.epoch())
                .update();
    }

    private void count(Lease lease, int done, int failed) {
        int rows = jdbc.sql("""
                        update shot_partition
                        set done = done + :done, failed = failed + :failed, progressed_at = now()
                        where run = :run and number = :partition and epoch = :epoch""")
                .param("done", done)
                .param("failed", failed)
                .param("run", lease.run())
                .param("partition", lease.partition())
                .param("epoch", lease.epoch())
                .update();
        if (rows == 0) {
            throw new LeaseLostException(lease);
        }
    }
}
