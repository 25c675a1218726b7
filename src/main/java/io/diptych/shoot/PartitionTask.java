package io.diptych.shoot;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition as a db-scheduler task: claim its lease, render it on the worker's one render thread, and watch that the
 * render moves.
 */
class PartitionTask {

    static final String NAME = "render-partition";

    private static final Logger log = LoggerFactory.getLogger(PartitionTask.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final String worker;
    private final Leases leases;
    private final ShotList shots;
    private final PartitionJob job;
    private final RenderProgress progress;
    private final ShootSettings settings;
    private final ExecutorService renderThread;
    private final Object claims = new Object();
    /** Guarded by {@link #claims}. */
    private @Nullable Lease inProgress;

    private volatile @Nullable HungRenderException hung;
    private volatile boolean stopped;

    PartitionTask(
            String worker,
            Leases leases,
            ShotList shots,
            PartitionJob job,
            RenderProgress progress,
            ShootSettings settings,
            ExecutorService renderThread) {
        this.worker = worker;
        this.leases = leases;
        this.shots = shots;
        this.job = job;
        this.progress = progress;
        this.settings = settings;
        this.renderThread = renderThread;
    }

    static String instance(long run, int partition) {
        return run + "/" + partition;
    }

    Task<Void> task() {
        return Tasks.custom(NAME, Void.class)
                .onFailure(this::failed)
                .onDeadExecutionRevive()
                .execute(this::execute);
    }

    /** Why this worker takes no more work, if it does not. */
    @Nullable
    HungRenderException hung() {
        return hung;
    }

    /** Claims no more partitions; the one in progress goes on. */
    void stop() {
        stopped = true;
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        if (hung != null || stopped || !job.accepts(run(instance.getId()))) {
            return PartitionTask::leaveToOthers;
        }
        if (!job.wanted(run(instance.getId()))) {
            // Paused or over. Going on releases its partitions again.
            return new OnCompleteRemove<>();
        }
        Lease lease = claim(instance.getId());
        log.info("Claimed {}", lease);
        begin(lease);
        try {
            progress.moved();
            Future<Boolean> render = renderThread.submit(() -> job.render(lease));
            return watch(render, lease) || !job.wanted(lease.run())
                    ? new OnCompleteRemove<>()
                    : PartitionTask::handBack;
        } finally {
            begin(null);
        }
    }

    /** Waits until no partition of a run is in progress; says whether that came to be in time. */
    boolean awaitEnd(long run, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (claims) {
            while (inProgress != null && inProgress.run() == run) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(claims, left);
            }
            return true;
        }
    }

    /** The partition in progress; null where the worker is idle. */
    @Nullable
    Lease inProgress() {
        synchronized (claims) {
            return inProgress;
        }
    }

    private void begin(@Nullable Lease lease) {
        synchronized (claims) {
            inProgress = lease;
            claims.notifyAll();
        }
    }

    private static long run(String instance) {
        return Long.parseLong(instance.substring(0, instance.indexOf('/')));
    }

    private Lease claim(String instance) {
        int partition = Integer.parseInt(instance.substring(instance.indexOf('/') + 1));
        return leases.claim(run(instance), partition, worker);
    }

    private boolean watch(Future<Boolean> render, Lease lease) {
        while (true) {
            Duration left = settings.renderDeadline().minus(progress.sinceLastMove());
            try {
                return render.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Duration still = progress.sinceLastMove();
                if (still.compareTo(settings.renderDeadline()) >= 0) {
                    HungRenderException stuck = new HungRenderException(lease, still);
                    hung = stuck;
                    leases.revoke(lease);
                    throw stuck;
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("The render of " + lease + " failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while rendering " + lease, e);
            }
        }
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        Throwable cause = complete.getCause().orElse(null);
        if (cause instanceof LeaseLostException) {
            // The task belongs to the worker that has the lease now.
            log.warn(cause.getMessage());
            return;
        }
        int failures = complete.getExecution().consecutiveFailures + 1;
        if (failures < settings.attempts()) {
            operations.reschedule(complete, complete.getTimeDone().plus(RETRY));
            return;
        }
        Lease lease = claim(complete.getExecution().taskInstance.getId());
        int given = shots.failOpen(lease, "its partition failed " + failures + " times, at last: " + reason(cause));
        shots.finishRetake(lease.run());
        log.error("Gave up {} open shots of {}", given, lease, cause);
        operations.remove();
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "its worker died" : String.valueOf(cause.getMessage());
    }

    private static void leaveToOthers(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, complete.getTimeDone().plus(RETRY));
    }

    private static void handBack(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, complete.getTimeDone());
    }
}
