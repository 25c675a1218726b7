package io.diptych.shoot;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Refuses to start on Spring Batch's in-memory job repository, which Boot falls back to without a word: a run that died
 * could not be resumed.
 */
@Component
@Lazy(false)
class DurableJobRepository {

    DurableJobRepository(JobRepository repository) {
        Class<?> type = AopProxyUtils.ultimateTargetClass(repository);
        if (ResourcelessJobRepository.class.isAssignableFrom(type)) {
            throw new IllegalStateException("Spring Batch runs on " + type.getSimpleName()
                    + ", which forgets every job: it needs the JDBC job repository (spring-boot-starter-batch-jdbc and a"
                    + " data source)");
        }
    }
}
