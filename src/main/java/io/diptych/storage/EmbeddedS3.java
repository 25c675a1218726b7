package io.diptych.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * S3 on a local folder: S3Proxy over its file-system store, on a free port of the loopback interface.
 *
 * <p>Every bucket is a folder and every object a file, so people can look at their pictures with any tool. Content type
 * and user metadata live in extended attributes; on file systems without them they are lost, the bytes never. A
 * conditional put publishes by a hard link, so two writers cannot both create a key, and a torn write never becomes
 * visible under its key.
 *
 * <p>The credentials are drawn anew at each start and never leave the process: other users of the machine can reach the
 * port, but not the objects.
 */
public final class EmbeddedS3 implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedS3.class);
    private static final String REGION = "us-east-1";
    private static final int THREADS = 24;
    private static final long STOP_MILLIS = 2_000;

    private final Path folder;
    private final S3Proxy server;
    private final String accessKey;
    private final String secretKey;

    private EmbeddedS3(Path folder, S3Proxy server, String accessKey, String secretKey) {
        this.folder = folder;
        this.server = server;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** @param folder holds the buckets; created where it is missing */
    public static EmbeddedS3 start(Path folder) {
        long start = System.nanoTime();
        String accessKey = random(10);
        String secretKey = random(20);
        try {
            Files.createDirectories(folder);
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(THREADS)
                    .stopTimeout(STOP_MILLIS)
                    .build();
            server.start();
            EmbeddedS3 s3 = new EmbeddedS3(folder, server, accessKey, secretKey);
            log.info("S3 on {} at {} after {} ms", folder, s3.endpoint(), (System.nanoTime() - start) / 1_000_000);
            return s3;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot keep objects in " + folder + ": " + e, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the embedded S3 on " + folder + ": " + e.getMessage(), e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The folder that holds the buckets. */
    public Path folder() {
        return folder;
    }

    /** How to reach this server, with the bucket of the given properties. */
    StorageProperties properties(String bucket) {
        return new StorageProperties(endpoint(), REGION, bucket, accessKey, secretKey, true);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The embedded S3 on {} did not stop cleanly: {}", folder, e.toString());
        }
    }

    private static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
