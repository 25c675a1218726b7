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

/** The AWS client and the store on its default bucket. Closing it closes the client. */
final class S3Connection implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 64;

    private final S3Client client;
    private final ObjectStore store;

    private S3Connection(S3Client client, ObjectStore store) {
        this.client = client;
        this.store = store;
    }

    static S3Connection to(StorageProperties properties) {
        S3Client client = client(properties);
        return new S3Connection(client, new ObjectStore(client, name(properties), properties.bucket(), null));
    }

    /** A bucket is created with its first object. */
    static S3Connection to(EmbeddedS3 server, String bucket) {
        StorageProperties properties = server.properties(bucket);
        S3Client client = client(properties);
        return new S3Connection(client, new ObjectStore(client, name(properties), bucket, server.folder()));
    }

    ObjectStore store() {
        return store;
    }

    @Override
    public void close() {
        client.close();
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
        boolean pathStyle = properties.pathStyle() == null ? properties.endpoint() != null : properties.pathStyle();
        builder.forcePathStyle(pathStyle);
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        if (properties.accessKey() != null && properties.secretKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        }
        return builder.build();
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
