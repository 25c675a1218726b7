package io.diptych.shoot;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claims partitions one after the other and renders them, in this process. */
class Worker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration IDLE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final WorkerName name;
    private final JdbcClient jdbc;
    private final PartitionJob job;
    private final PartitionTask task;
    private final ExecutorService renderThread;
    private final Scheduler scheduler;

    Worker(
            WorkerName name,
            DataSource database,
            JdbcClient jdbc,
            Leases leases,
            ShotList shots,
            PartitionJob job,
            RenderProgress progress,
            ShootSettings settings) {
        this.name = name;
        this.jdbc = jdbc;
        this.job = job;
        renderThread = Executors.newSingleThreadExecutor(runnable -> {
            Thread thread = new Thread(runnable, "render");
            // A render that hangs in native code must not keep the process alive.
            thread.setDaemon(true);
            return thread;
        });
        task = new PartitionTask(name.text(), leases, shots, job, progress, settings, renderThread);
        scheduler = Scheduler.create(database, task.task())
                .schedulerName(new SchedulerName.Fixed(name.text()))
                // One partition at a time: a claimed one that waits in a queue has no heartbeat.
                .threads(1)
                .pollUsingLockAndFetch(0.5, 1)
                .enablePriority()
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(STOP_PATIENCE)
                .build();
    }

    /** Begins to take work; nothing happens if it does already. */
    synchronized void start() {
        if (scheduler.getSchedulerState().isStarted()) {
            return;
        }
        if (name.exclusive()) {
            takeBackOwnLeases();
        }
        scheduler.start();
    }

    /** Partitions were released: look now, not at the next poll. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Waits until no partition of a run is in progress here, its bookkeeping too. */
    void awaitIdle(long run) throws InterruptedException {
        if (!task.awaitEnd(run, IDLE_PATIENCE)) {
            log.warn("The last partition of run {} has not ended after {} s", run, IDLE_PATIENCE.toSeconds());
        }
    }

    /** Takes no more work and renders no further; returns at once. What is rendered is still delivered. */
    void stop() {
        task.stop();
        job.stop();
    }

    /** Waits until what is under way of a run that was halted, or after {@link #stop}, has ended. */
    void awaitStopped(long run) throws InterruptedException {
        if (!task.awaitEnd(run, STOP_PATIENCE)) {
            log.warn("The partition in progress of run {} has not ended after {} s", run, STOP_PATIENCE.toSeconds());
        }
    }

    /** Why this worker takes no more work, if it does not. */
    @Nullable
    HungRenderException hung() {
        return task.hung();
    }

    /** Ends as after {@link #stop}; what is still open stays for the next worker. */
    @Override
    public void close() {
        stop();
        scheduler.stop();
        renderThread.shutdownNow();
    }

    /** Whoever held these was an earlier process under this name, and it is gone. */
    private void takeBackOwnLeases() {
        int taken = jdbc.sql("""
                        update scheduled_tasks
                        set picked = false, picked_by = null, last_heartbeat = null, execution_time = now(),
                            version = version + 1
                        where task_name = :task and picked and picked_by = :worker""")
                .param("task", PartitionTask.NAME)
                .param("worker", name.text())
                .update();
        if (taken > 0) {
            log.info("Took back {} partitions that an earlier {} held when it died", taken, name.text());
        }
    }
}
