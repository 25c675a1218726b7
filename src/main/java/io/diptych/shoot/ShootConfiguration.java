package io.diptych.shoot;

import io.diptych.catalog.WebPhotos;
import io.diptych.model.Bundles;
import io.diptych.provenance.Choices;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ProvenanceProperties;
import io.diptych.storage.EmbeddedPostgresServer;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StorageException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ShootSettings.class, UploadLimits.class, PhotoSettings.class})
class ShootConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Who only looks sets no database up; one that is there is brought up to date, or it could not be read. */
    @Bean
    FlywayMigrationStrategy migration(@Value("${diptych.look-only:false}") boolean lookOnly) {
        return flyway -> {
            if (!lookOnly || flyway.info().current() != null) {
                flyway.migrate();
            }
        };
    }

    @Bean
    WebPhotos webPhotos(@Value("${diptych.data:diptych-data}") Path data, PhotoSettings settings) {
        return WebPhotos.into(data.resolve("photos"), settings.allowPrivate());
    }

    @Bean
    WorkerName workerName(ObjectProvider<EmbeddedPostgresServer> embedded) {
        return embedded.getIfAvailable() == null ? WorkerName.shared() : WorkerName.embedded();
    }

    @Bean
    WorkerModel workerModel(
            @Value("${diptych.bundle:" + Bundles.STUDIO_MINI + "}") String bundle,
            @Value("${diptych.data:diptych-data}") Path data,
            ShootSettings settings,
            RenderProgress progress,
            ShootMeters meters,
            StopSign stop,
            Clock clock) {
        return new WorkerModel(bundle, data, settings, progress, meters, stop, clock);
    }

    /** A delivery that the object store refused for a passing reason is tried three times more, within a few seconds. */
    static RetryTemplate deliveryRetries() {
        return new RetryTemplate(RetryPolicy.builder()
                .maxRetries(3)
                .delay(Duration.ofMillis(200))
                .multiplier(3)
                .jitter(Duration.ofMillis(50))
                .predicate(failure -> failure instanceof StorageException refused && refused.passing())
                .build());
    }

    @Bean
    PartitionWork partitionWork(
            WorkerName worker,
            WorkerModel model,
            CampaignRuns runs,
            RunFrames frames,
            WebPhotos webPhotos,
            ShotList shots,
            Ledger ledger,
            Choices choices,
            ObjectStore store,
            TransactionTemplate transaction,
            SamplerJson sampler,
            ProvenanceProperties provenance,
            RenderTime renderTime,
            DeliverySignal signal,
            RenderProgress progress,
            ShootMeters meters) {
        return new PartitionWork(
                worker,
                model,
                runs,
                frames,
                webPhotos,
                shots,
                ledger,
                choices,
                store,
                deliveryRetries(),
                transaction,
                sampler,
                provenance,
                renderTime,
                signal,
                progress,
                meters);
    }

    @Bean
    RenderPartition renderPartition(
            JobRepository repository,
            JobOperator operator,
            DeadExecutions deadExecutions,
            ShotList shots,
            PartitionWork work,
            StopSign stop,
            RunHalts halts) {
        return new RenderPartition(repository, operator, deadExecutions, shots, work, stop, halts);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Worker worker(
            WorkerName name,
            DataSource database,
            JdbcClient jdbc,
            Leases leases,
            ShotList shots,
            PartitionJob job,
            RenderProgress progress,
            ShootSettings settings) {
        return new Worker(name, database, jdbc, leases, shots, job, progress, settings);
    }
}
