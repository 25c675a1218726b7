package io.diptych.shoot;

import io.diptych.campaign.Plan;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * The Spring Batch job {@code campaign}: ingest, plan, shoot, finish. An instance is a campaign's run; one that died goes
 * on with the step that it died in. It renders nothing itself: its shoot step releases partitions to the workers and
 * watches.
 */
@Component
class CampaignJob {

    static final String JOB = "campaign";

    private final JobRepository repository;
    private final JobOperator operator;
    private final DeadExecutions deadExecutions;
    private final IngestStep ingest;
    private final PlanStep plan;
    private final Partitions partitions;
    private final RunWatch watch;
    private final FinishStep finish;
    private final StopSign stop;
    private final RenderTime renderTime;

    CampaignJob(
            JobRepository repository,
            JobOperator operator,
            DeadExecutions deadExecutions,
            IngestStep ingest,
            PlanStep plan,
            Partitions partitions,
            RunWatch watch,
            FinishStep finish,
            StopSign stop,
            RenderTime renderTime) {
        this.repository = repository;
        this.operator = operator;
        this.deadExecutions = deadExecutions;
        this.ingest = ingest;
        this.plan = plan;
        this.partitions = partitions;
        this.watch = watch;
        this.finish = finish;
        this.stop = stop;
        this.renderTime = renderTime;
    }

    /**
     * Runs the job to its end. The caller holds the campaign's lock: whatever execution of this run is not over yet, is a
     * dead process's.
     *
     * @throws StoppedException if the process is asked to end
     */
    void run(CampaignRun run, CampaignPlanning planning, Worker worker, ShootListener listener) throws Exception {
        RenderTime.Spent before = renderTime.spent();
        Job job = new JobBuilder(JOB, repository)
                .start(step("ingest", () -> ingest.ingest(planning)))
                .next(step("plan", () -> {
                    try (Plan opened = planning.open()) {
                        plan.plan(run.id(), opened, planning.bundle().manifest());
                    }
                }))
                .next(step("shoot", () -> {
                    partitions.release(run.id());
                    worker.wake();
                    watch.untilNothingIsOpen(run.id(), worker, listener);
                    worker.awaitIdle();
                }))
                .next(step(
                        "finish",
                        () -> finish.finish(
                                run.id(),
                                planning.bundle().manifest(),
                                renderTime.spent().minus(before))))
                .build();
        JobParameters parameters = new JobParametersBuilder()
                .addString("campaign", run.campaign())
                .addLong("run", run.id())
                .toJobParameters();
        deadExecutions.markFailed(JOB, parameters);
        JobExecution execution = operator.start(job, parameters);
        if (execution.getStatus() == BatchStatus.STOPPED) {
            throw new StoppedException();
        }
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw failure(run, execution);
        }
    }

    private Step step(String name, Work work) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    try {
                        stop.check();
                        work.run();
                    } catch (StoppedException e) {
                        // To Spring Batch that is no failure.
                        throw new JobInterruptedException(e.getMessage());
                    }
                    return RepeatStatus.FINISHED;
                })
                .build();
    }

    private static Exception failure(CampaignRun run, JobExecution execution) {
        for (Throwable failure : execution.getAllFailureExceptions()) {
            if (failure instanceof Exception exception) {
                return exception;
            }
        }
        return new JobExecutionException(
                "Run " + run.id() + " of campaign " + run.campaign() + " ended as " + execution.getStatus());
    }

    private interface Work {
        void run() throws Exception;
    }
}
