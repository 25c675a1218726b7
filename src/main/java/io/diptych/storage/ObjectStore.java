package io.diptych.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/**
 * The objects of one bucket. Safe for use by many threads. Every failure is a {@link StorageException}.
 *
 * <p>{@link #put} never replaces an object: assets lie under keys that contain their digest, so a key that is taken
 * either holds the same bytes already (a run that was cut off and started again) or is an error.
 */
public final class ObjectStore {

    /** User metadata entry with the SHA-256 (hex) of the content, written by every put. */
    static final String SHA256 = "sha256";

    private static final int CONDITIONAL_CONFLICTS = 5;

    private final S3Client s3;
    private final String endpoint;
    private final String bucket;
    private final @Nullable Path folder;
    private final S3Presigner presigner;
    private boolean bucketEnsured;

    /** @param folder of the embedded S3, with a sub-folder per bucket; null for any other server */
    ObjectStore(S3Client s3, S3Presigner presigner, String endpoint, String bucket, @Nullable Path folder) {
        this.s3 = s3;
        this.presigner = presigner;
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** What became of a {@link #put}. */
    public enum Put {
        CREATED,
        /** The same bytes lay there before. */
        ALREADY_THERE
    }

    public String bucket() {
        return bucket;
    }

    /** The same store, another bucket; the embedded S3 creates it with its first object, elsewhere it must exist. */
    public ObjectStore in(String otherBucket) {
        return otherBucket.equals(bucket) ? this : new ObjectStore(s3, presigner, endpoint, otherBucket, folder);
    }

    /** {@code s3://bucket/key}. */
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /**
     * An address that anyone may read the object at, for a while. Makes no request: whether the object is there, the reader
     * finds out. Those of the embedded S3 work on the server's own machine only.
     *
     * @param validFor at most seven days
     */
    public URI presign(String key, Duration validFor) {
        PresignedGetObjectRequest signed = presigner.presignGetObject(request -> request.signatureDuration(validFor)
                .getObjectRequest(object -> object.bucket(bucket).key(key)));
        return URI.create(signed.url().toString());
    }

    /** Where the embedded S3 keeps the object on this disk; nothing with any other server. */
    public Optional<Path> localFile(String key) {
        return Optional.ofNullable(folder).map(path -> path.resolve(bucket).resolve(key));
    }

    public Put put(String key, byte[] bytes, String contentType) {
        return put(key, bytes, contentType, Map.of());
    }

    /**
     * Writes an object unless its key is taken ({@code If-None-Match: *}).
     *
     * @param metadata user metadata; keys in lower case, values in ASCII
     * @throws StorageException.Conflict if other bytes lie under the key
     */
    public Put put(String key, byte[] bytes, String contentType, Map<String, String> metadata) {
        String digest = sha256(bytes);
        PutObjectRequest request = request(key, bytes.length, contentType, metadata, digest)
                .ifNoneMatch("*")
                .build();
        ensureBucket();
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(request, RequestBody.fromBytes(bytes));
                return Put.CREATED;
            } catch (S3Exception e) {
                // 409: another conditional write to this key is under way; S3 asks to try again.
                if (e.statusCode() == 409 && attempt < CONDITIONAL_CONFLICTS) {
                    continue;
                }
                if (e.statusCode() != 412) {
                    throw failures("put", key).translate(e);
                }
                if (digest.equals(storedDigest(key))) {
                    return Put.ALREADY_THERE;
                }
                throw new StorageException.Conflict("Cannot put " + uri(key) + ": other bytes lie there already, and"
                        + " Diptych never replaces an asset. Move that object away, then run again.");
            } catch (SdkException e) {
                throw failures("put", key).translate(e);
            }
        }
    }

    /** Writes an object whatever lies there: for pages that are written anew, such as the contact sheet. */
    public void replace(String key, byte[] bytes, String contentType) {
        ensureBucket();
        call(
                "put",
                key,
                () -> s3.putObject(
                        request(key, bytes.length, contentType, Map.of(), sha256(bytes))
                                .build(),
                        RequestBody.fromBytes(bytes)));
    }

    /** The same with what lies in a file, which is not read into memory. */
    public void replace(String key, Path file, String contentType) {
        ensureBucket();
        try {
            long length = Files.size(file);
            String digest = sha256(file);
            call(
                    "put",
                    key,
                    () -> s3.putObject(
                            request(key, length, contentType, Map.of(), digest).build(), RequestBody.fromFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The object, or nothing if there is none. */
    public Optional<StoredObject> get(String key) {
        return find("get", key, () -> {
            var response = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key));
            GetObjectResponse head = response.response();
            return new StoredObject(key, response.asByteArray(), contentType(head.contentType()), head.metadata());
        });
    }

    /** What is known about the object without its content, or nothing if there is none. */
    public Optional<StoredObject.Head> head(String key) {
        return find("head", key, () -> {
            HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(key));
            return new StoredObject.Head(
                    key, head.contentLength(), contentType(head.contentType()), head.metadata(), head.lastModified());
        });
    }

    public boolean exists(String key) {
        return head(key).isPresent();
    }

    /** All objects whose key begins with the prefix, in key order, fetched page by page as the stream is read. */
    public Stream<StoredObject.Entry> list(String prefix) {
        if (isYetToBeCreated()) {
            return Stream.empty();
        }
        var pages = call(
                "list",
                prefix,
                () -> s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
                        .iterator());
        return Stream.generate(() -> call("list", prefix, () -> pages.hasNext() ? pages.next() : null))
                .takeWhile(page -> page != null)
                .flatMap(page -> page.contents().stream())
                .map(object -> new StoredObject.Entry(object.key(), object.size(), object.lastModified()));
    }

    /** Removes the object; nothing happens if there is none. */
    public void delete(String key) {
        if (isYetToBeCreated()) {
            return;
        }
        call("delete", key, () -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
    }

    /** The embedded S3 has no one else who would create its buckets. */
    private synchronized void ensureBucket() {
        if (folder != null && !bucketEnsured) {
            createBucket();
            bucketEnsured = true;
        }
    }

    private boolean isYetToBeCreated() {
        return folder != null && !Files.isDirectory(folder.resolve(bucket));
    }

    void createBucket() {
        try {
            s3.headBucket(r -> r.bucket(bucket));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw failures("look at the bucket", "").translate(e);
            }
            call("create the bucket", "", () -> s3.createBucket(r -> r.bucket(bucket)));
        } catch (SdkException e) {
            throw failures("look at the bucket", "").translate(e);
        }
    }

    private PutObjectRequest.Builder request(
            String key, long length, String contentType, Map<String, String> metadata, String digest) {
        Map<String, String> all = new HashMap<>(metadata);
        all.put(SHA256, digest);
        return PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .contentLength(length)
                .metadata(all);
    }

    /** From the metadata where the store keeps it (not every file system can), else from the content. */
    private @Nullable String storedDigest(String key) {
        return head(key)
                .map(head -> head.metadata().get(SHA256))
                .or(() -> get(key).map(object -> sha256(object.bytes())))
                .orElse(null);
    }

    private <T> Optional<T> find(String operation, String key, Supplier<T> request) {
        if (isYetToBeCreated()) {
            return Optional.empty();
        }
        try {
            return Optional.of(request.get());
        } catch (S3Exception e) {
            // HEAD has no body, so a missing bucket looks like a missing key there.
            if (e.statusCode() == 404 && !S3Failures.bucketMissing(e)) {
                return Optional.empty();
            }
            throw failures(operation, key).translate(e);
        } catch (SdkException e) {
            throw failures(operation, key).translate(e);
        }
    }

    private <T extends @Nullable Object> T call(String operation, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failures(operation, key).translate(e);
        }
    }

    private S3Failures failures(String operation, String key) {
        return new S3Failures(operation, uri(key), bucket, endpoint);
    }

    private static String contentType(@Nullable String contentType) {
        return contentType == null ? "application/octet-stream" : contentType;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
