package io.diptych.storage;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where objects go.
 *
 * <p>With neither {@code endpoint} nor {@code region} Diptych starts its own S3 on a local folder. With a region only,
 * it speaks to AWS in that region; with an endpoint, to whatever S3 answers there.
 *
 * @param endpoint for S3 other than AWS, e.g. {@code http://minio:9000}
 * @param region AWS region; other servers mostly ignore it, {@code us-east-1} where it is left out
 * @param bucket where assets go unless the campaign names another bucket
 * @param accessKey explicit credentials, together with {@code secretKey}; without them the AWS SDK's default chain
 *     (environment, profile, web identity, instance role) supplies them
 * @param pathStyle {@code http://host/bucket/key} instead of {@code http://bucket.host/key}; default: yes with an
 *     endpoint, no on AWS
 */
@ConfigurationProperties("diptych.storage")
public record StorageProperties(
        @Nullable URI endpoint,
        @Nullable String region,
        @DefaultValue("diptych") String bucket,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Nullable Boolean pathStyle) {

    public StorageProperties {
        if (endpoint != null
                && (endpoint.getScheme() == null || !endpoint.getScheme().matches("https?"))) {
            throw new IllegalArgumentException("diptych.storage.endpoint is '" + endpoint
                    + "'; it must be a whole URL such as http://minio:9000 or https://s3.example.com");
        }
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("diptych.storage." + (accessKey == null ? "secret-key" : "access-key")
                    + " is set alone; set access-key and secret-key together, or neither (then the AWS default chain"
                    + " supplies them)");
        }
    }

    /** Whether Diptych has to bring its own S3. */
    public boolean embedded() {
        return endpoint == null && region == null;
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "StorageProperties[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + ", accessKey="
                + accessKey + ", pathStyle=" + pathStyle + "]";
    }
}
