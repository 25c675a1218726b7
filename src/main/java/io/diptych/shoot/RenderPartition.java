package io.diptych.shoot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * The Spring Batch job {@code render-partition}: reads a partition's open shots, renders them in micro-batches, delivers
 * them. An instance is one claim of a partition. Its chunks hold no database transaction: only a delivery does, shortly.
 */
final class RenderPartition implements PartitionJob, AutoCloseable {

    static final String JOB = "render-partition";

    private static final Logger log = LoggerFactory.getLogger(RenderPartition.class);
    private static final int DELIVERY_THREADS = 4;

    private final JobRepository repository;
    private final JobOperator operator;
    private final DeadExecutions deadExecutions;
    private final ShotList shots;
    private final PartitionWork work;
    private final StopSign stop;
    private final RunHalts halts;
    private final ExecutorService preparation = threads("prepare", 1);
    private final ExecutorService delivery = threads("deliver", DELIVERY_THREADS);

    RenderPartition(
            JobRepository repository,
            JobOperator operator,
            DeadExecutions deadExecutions,
            ShotList shots,
            PartitionWork work,
            StopSign stop,
            RunHalts halts) {
        this.repository = repository;
        this.operator = operator;
        this.deadExecutions = deadExecutions;
        this.shots = shots;
        this.work = work;
        this.stop = stop;
        this.halts = halts;
    }

    @Override
    public boolean accepts(long run) {
        return work.accepts(run);
    }

    @Override
    public boolean wanted(long run) {
        return !halts.isHalted(run);
    }

    @Override
    public boolean render(Lease lease) {
        if (lease.epoch() > 1) {
            // Its holder is dead, or has lost the lease: either way that job goes nowhere any more.
            deadExecutions.markFailed(JOB, parameters(new Lease(lease.run(), lease.partition(), lease.epoch() - 1)));
        }
        List<OpenShot> open = shots.open(lease);
        if (!open.isEmpty()) {
            run(lease, open);
        }
        if (!shots.open(lease).isEmpty()) {
            return false;
        }
        shots.finishRetake(lease.run());
        return true;
    }

    @Override
    public void stop() {
        stop.raise();
    }

    @Override
    public void close() {
        preparation.shutdownNow();
        delivery.shutdownNow();
    }

    private void run(Lease lease, List<OpenShot> open) {
        try (PartitionWork.Session session = work.begin(lease, delivery);
                MDC.MDCCloseable run = MDC.putCloseable("run", Long.toString(lease.run()));
                MDC.MDCCloseable campaign = MDC.putCloseable("campaign", session.campaign())) {
            Prefetching<List<OpenShot>, MicroBatch> batches =
                    new Prefetching<>(cut(open, session.slots()), session::prepare, preparation);
            ItemReader<MicroBatch> reader = () -> {
                MicroBatch next = halts.mayGoOn(lease.run()) ? batches.read() : null;
                if (next == null) {
                    session.finishDeliveries();
                }
                return next;
            };
            Step step = new StepBuilder("render-shots", repository)
                    .<MicroBatch, RenderedBatch>chunk(1)
                    .reader(reader)
                    .processor(batch -> render(session, batch))
                    .writer(chunk -> session.deliver(chunk.getItems()))
                    .build();
            Job job = new JobBuilder(JOB, repository).start(step).build();
            JobExecution execution = operator.start(job, parameters(lease));
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw failure(lease, execution);
            }
        } catch (JobExecutionException e) {
            throw new IllegalStateException("Cannot start the render of " + lease + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rendering " + lease, e);
        }
    }

    /** Null, which Spring Batch leaves out, where the stop sign goes up in the middle: these shots stay open. */
    private static @Nullable RenderedBatch render(PartitionWork.Session session, MicroBatch batch) {
        try {
            return session.render(batch);
        } catch (StoppedException e) {
            return null;
        }
    }

    private static JobParameters parameters(Lease lease) {
        return new JobParametersBuilder()
                .addLong("run", lease.run())
                .addLong("partition", (long) lease.partition())
                .addLong("epoch", (long) lease.epoch())
                .toJobParameters();
    }

    private static List<List<OpenShot>> cut(List<OpenShot> shots, int size) {
        List<List<OpenShot>> batches = new ArrayList<>();
        for (int from = 0; from < shots.size(); from += size) {
            batches.add(shots.subList(from, Math.min(shots.size(), from + size)));
        }
        return batches;
    }

    /** What stopped the job, out of the wrappers that Spring Batch puts around it. */
    private static RuntimeException failure(Lease lease, JobExecution execution) {
        @Nullable
        Throwable cause =
                execution.getAllFailureExceptions().stream().findFirst().orElse(null);
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof LeaseLostException lost) {
                return lost;
            }
        }
        while (cause != null
                && cause.getCause() != null
                && cause.getClass().getName().startsWith("org.springframework.batch")) {
            cause = cause.getCause();
        }
        log.debug("{} ended as {}", lease, execution.getStatus());
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("The render of " + lease + " ended as " + execution.getStatus(), cause);
    }

    private static ExecutorService threads(String name, int count) {
        return Executors.newFixedThreadPool(count, runnable -> {
            Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
