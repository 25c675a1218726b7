package io.diptych.storage;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Each server is embedded unless one is configured: S3 by {@code diptych.storage.endpoint} or {@code region}, PostgreSQL
 * by {@code spring.datasource.url}. The data folder is taken only if at least one is embedded.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageConfiguration {

    @Bean
    @Lazy
    DataFolder dataFolder(@Value("${diptych.data:diptych-data}") Path folder) {
        return DataFolder.open(folder);
    }

    @Bean
    ObjectStore objectStore(S3Connection connection) {
        return connection.store();
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoObjectStoreConfigured.class)
    static class OnEmbeddedS3 {

        @Bean
        EmbeddedS3 embeddedS3(DataFolder folder) {
            return EmbeddedS3.start(folder.resolve("s3"));
        }

        @Bean
        S3Connection s3Connection(EmbeddedS3 server, StorageProperties properties) {
            return S3Connection.to(server, properties.bucket());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(ObjectStoreConfigured.class)
    static class OnRemoteS3 {

        @Bean
        S3Connection s3Connection(StorageProperties properties) {
            return S3Connection.to(properties);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseConfigured.class)
    static class OnEmbeddedPostgres {

        @Bean
        EmbeddedPostgresServer embeddedPostgres(
                DataFolder folder,
                @Value("${diptych.postgres.binaries:${diptych.data:diptych-data}/postgres-binaries}") Path binaries,
                @Value("${diptych.postgres.durable:true}") boolean durable) {
            return EmbeddedPostgresServer.start(folder, binaries, durable);
        }

        /** Boot builds its pool from this, with all its {@code spring.datasource.hikari} settings. */
        @Bean
        JdbcConnectionDetails embeddedPostgresConnection(EmbeddedPostgresServer server) {
            return new EmbeddedPostgresConnection(server);
        }
    }

    record EmbeddedPostgresConnection(EmbeddedPostgresServer server) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return server.user();
        }

        @Override
        public String getPassword() {
            return server.password();
        }

        @Override
        public String getJdbcUrl() {
            return server.jdbcUrl();
        }
    }
}
