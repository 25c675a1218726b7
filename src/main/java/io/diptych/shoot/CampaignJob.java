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
    private final RunWatch watch;
    private final FinishStep finish;
    private final RunHalts halts;
    private final RenderTime renderTime;

    CampaignJob(
            JobRepository repository,
            JobOperator operator,
            DeadExecutions deadExecutions,
            IngestStep ingest,
            PlanStep plan,
            RunWatch watch,
            FinishStep finish,
            RunHalts halts,
            RenderTime renderTime) {
        this.repository = repository;
        this.operator = operator;
        this.deadExecutions = deadExecutions;
        this.ingest = ingest;
        this.plan = plan;
        this.watch = watch;
        this.finish = finish;
        this.halts = halts;
        this.renderTime = renderTime;
    }

    /**
     * Runs the job to its end. The caller holds the campaign's lock: whatever execution of this run is not over yet, is a
     * dead process's.
     *
     * @param products how many of the catalog's first products are shot
     * @throws StoppedException if the process is asked to end, or the run is halted
     */
    void run(CampaignRun run, CampaignPlanning planning, long products, Worker worker, ShootListener listener)
            throws Exception {
        boolean trial = run.kind() == RunKind.TRIAL;
        int priority = trial ? Partitions.PROMPT_PRIORITY : Partitions.CAMPAIGN_PRIORITY;
        RunHalts.Check halt = halts.watch(run.id());
        Job job = new JobBuilder(JOB, repository)
                .start(step("ingest", halt, () -> ingest.ingest(planning, products, halt)))
                .next(step("plan", halt, () -> {
                    try (Plan opened = planning.open()) {
                        plan.plan(run.id(), opened, planning.bundle().manifest(), products, halt);
                    }
                }))
                .next(step("shoot", halt, () -> {
                    watch.untilNothingIsOpen(run.id(), priority, worker, listener);
                    worker.awaitIdle(run.id());
                }))
                .next(step(
                        "finish",
                        halt,
                        () -> finish.finish(run.id(), planning.bundle().manifest(), renderTime.of(run.id()))))
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

    private Step step(String name, RunHalts.Check halt, Work work) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    try {
                        halt.check();
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
