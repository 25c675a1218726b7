package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.DiptychApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

class DurableJobRepositoryTest {

    @Test
    void aJobOutlivesTheProcessThatKnewIt() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres");
            SpringApplication application = new SpringApplication(DiptychApplication.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            try (var context = application.run(url)) {
                context.getBean(JobRepository.class).createJobInstance("campaign", new JobParameters());
            }
            try (var context = application.run(url)) {
                assertThat(context.getBean(JobRepository.class).getJobNames()).containsExactly("campaign");
            }
        }
    }

    @Test
    void theInMemoryRepositoryIsRefused() {
        assertThatThrownBy(() -> new DurableJobRepository(new ResourcelessJobRepository()))
                .hasMessageContaining("needs the JDBC job repository");
    }
}
