package io.diptych.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.commons.io.file.PathUtils;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The real PostgreSQL and the real S3 for tests: one of each per JVM, started when first asked for. Each test class takes
 * a database and a bucket of its own.
 */
public final class LocalServers {

    /** Shared by all runs of the build, so that the programs are unpacked once. */
    public static final Path BINARIES = Path.of("target/postgres-binaries").toAbsolutePath();

    private static final AtomicInteger counter = new AtomicInteger();
    private static final Queue<AutoCloseable> started = new ConcurrentLinkedQueue<>();

    private LocalServers() {}

    /** An empty database. */
    public static DataSource database() {
        return dataSource(databaseUrl());
    }

    /** URL of an empty database; user {@link #user()}, password {@link #password()}. */
    public static String databaseUrl() {
        String name = "test" + counter.incrementAndGet();
        try {
            Postgres.SERVER.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Postgres.SERVER.jdbcUrl(name);
    }

    public static String user() {
        return Postgres.SERVER.user();
    }

    public static String password() {
        return Postgres.SERVER.password();
    }

    /** An empty bucket. */
    public static ObjectStore bucket() {
        ObjectStore bucket = S3.CONNECTION.store().in("test" + counter.incrementAndGet());
        bucket.createBucket();
        return bucket;
    }

    /** The same bucket as if its server were far away: its objects are no files here. */
    public static ObjectStore asRemote(ObjectStore bucket) {
        return started(S3Connection.to(s3Properties(bucket.bucket()))).store();
    }

    /** The embedded S3's own folder: one sub-folder per bucket. */
    public static Path s3Folder() {
        return S3.SERVER.folder();
    }

    /** How to reach the embedded S3. */
    public static StorageProperties s3Properties(String bucket) {
        return S3.SERVER.properties(bucket);
    }

    static PGSimpleDataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    private static void stopAll(DataFolder folder) {
        try {
            for (AutoCloseable server : started) {
                server.close();
            }
            folder.close();
            PathUtils.deleteDirectory(folder.path());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T extends AutoCloseable> T started(T server) {
        started.add(server);
        return server;
    }

    private static final class Folder {
        static final DataFolder FOLDER = open();

        private static DataFolder open() {
            try {
                Files.createDirectories(Path.of("target"));
                DataFolder folder = DataFolder.open(
                        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "local-servers-"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Postgres {
        static final EmbeddedPostgresServer SERVER =
                started(EmbeddedPostgresServer.start(Folder.FOLDER, BINARIES, false));
    }

    private static final class S3 {
        static final EmbeddedS3 SERVER = started(EmbeddedS3.start(Folder.FOLDER.resolve("s3")));
        static final S3Connection CONNECTION = S3Connection.to(SERVER, "diptych");
    }
}
