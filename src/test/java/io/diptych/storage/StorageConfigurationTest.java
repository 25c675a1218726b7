package io.diptych.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class StorageConfigurationTest {

    @TempDir
    Path temp;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withUserConfiguration(StorageConfiguration.class);

    @Test
    void withNothingConfiguredBothServersRunOnTheDataFolder() {
        context.withPropertyValues(
                        "diptych.data=" + temp,
                        "diptych.postgres.binaries=" + LocalServers.BINARIES,
                        "spring.datasource.hikari.maximum-pool-size=3")
                .run(app -> {
                    assertThat(app.getBean(HikariDataSource.class).getMaximumPoolSize())
                            .isEqualTo(3);
                    JdbcClient db = JdbcClient.create(app.getBean(DataSource.class));
                    assertThat(db.sql("SELECT current_database()")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("diptych");
                    app.getBean(ObjectStore.class).put("k", new byte[] {1}, "text/plain");
                    assertThat(temp.resolve("s3/diptych/k")).exists();
                });
        assertThat(temp.resolve("postgres/postmaster.pid")).doesNotExist();
        DataFolder.open(temp).close();
    }

    @Test
    void withBothConfiguredTheDataFolderIsNotEvenOpened() {
        StorageProperties s3 = LocalServers.s3Properties("diptych");
        context.withPropertyValues(
                        "diptych.data=" + temp.resolve("never"),
                        "spring.datasource.url=" + LocalServers.databaseUrl(),
                        "spring.datasource.username=" + LocalServers.user(),
                        "spring.datasource.password=" + LocalServers.password(),
                        "diptych.storage.endpoint=" + s3.endpoint(),
                        "diptych.storage.access-key=" + s3.accessKey(),
                        "diptych.storage.secret-key=" + s3.secretKey())
                .run(app -> {
                    JdbcClient db = JdbcClient.create(app.getBean(DataSource.class));
                    assertThat(db.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
                    assertThat(app.getBean(ObjectStore.class).exists("nothing")).isFalse();
                    assertThat(app).doesNotHaveBean(EmbeddedS3.class).doesNotHaveBean(EmbeddedPostgresServer.class);
                });
        assertThat(temp.resolve("never")).doesNotExist();
    }

    @Test
    void halfACredentialIsRefused() {
        context.withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "diptych.storage.endpoint=http://127.0.0.1:1",
                        "diptych.storage.access-key=me")
                .run(app -> assertThat(app)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("diptych.storage.access-key is set alone")
                        .hasMessageNotContaining("null"));
    }

    @Test
    void anEndpointHasToBeAWholeUrl() {
        context.withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "diptych.storage.endpoint=minio:9000")
                .run(app -> assertThat(app)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("minio:9000")
                        .hasMessageContaining("http://minio:9000"));
    }
}
