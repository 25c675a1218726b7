package io.diptych.storage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS client and the store on its default bucket. Closing it closes the client. */
final class S3Connection implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 64;

    private final S3Client client;
    private final S3Presigner presigner;
    private final ObjectStore store;

    private S3Connection(S3Client client, S3Presigner presigner, ObjectStore store) {
        this.client = client;
        this.presigner = presigner;
        this.store = store;
    }

    static S3Connection to(StorageProperties properties) {
        S3Client client = client(properties);
        S3Presigner presigner = presigner(properties);
        return new S3Connection(
                client, presigner, new ObjectStore(client, presigner, name(properties), properties.bucket(), null));
    }

    /** A bucket is created with its first object. */
    static S3Connection to(EmbeddedS3 server, String bucket) {
        StorageProperties properties = server.properties(bucket);
        S3Client client = client(properties);
        S3Presigner presigner = presigner(properties);
        return new S3Connection(
                client, presigner, new ObjectStore(client, presigner, name(properties), bucket, server.folder()));
    }

    ObjectStore store() {
        return store;
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }

    private static S3Client client(StorageProperties properties) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(orElse(properties.region(), "us-east-1")))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT)
                        .maxConnections(CONNECTIONS))
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
        builder.forcePathStyle(pathStyle(properties));
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        if (properties.accessKey() != null && properties.secretKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        }
        return builder.build();
    }

    private static S3Presigner presigner(StorageProperties properties) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(orElse(properties.region(), "us-east-1")))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle(properties))
                        .build());
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        if (properties.accessKey() != null && properties.secretKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        }
        return builder.build();
    }

    private static boolean pathStyle(StorageProperties properties) {
        return properties.pathStyle() == null ? properties.endpoint() != null : properties.pathStyle();
    }

    private static String name(StorageProperties properties) {
        return properties.endpoint() == null
                ? "AWS S3 in " + properties.region()
                : properties.endpoint().toString();
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
