package io.diptych.shoot;

import java.time.LocalDateTime;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * What a killed process leaves behind says for ever that it is running, and Spring Batch then refuses to start it again.
 * {@code JobOperator.recover} would help, but not where a step ended as UNKNOWN since the database went away under it; all
 * steps here can be run again, so that is no reason to stop.
 */
@Component
class DeadExecutions {

    private final JobRepository repository;

    DeadExecutions(JobRepository repository) {
        this.repository = repository;
    }

    /** To be called by who knows that no living process runs the job: the holder of the campaign's lock or the lease. */
    void markFailed(String job, JobParameters parameters) {
        JobExecution execution = repository.getLastJobExecution(job, parameters);
        if (execution == null || isOver(execution.getStatus())) {
            return;
        }
        for (StepExecution step : execution.getStepExecutions()) {
            if (!isOver(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(LocalDateTime.now());
                repository.update(step);
            }
        }
        execution.setStatus(BatchStatus.FAILED);
        execution.setEndTime(LocalDateTime.now());
        repository.update(execution);
    }

    private static boolean isOver(BatchStatus status) {
        return switch (status) {
            case COMPLETED, FAILED, STOPPED, ABANDONED -> true;
            case STARTING, STARTED, STOPPING, UNKNOWN -> false;
        };
    }
}
