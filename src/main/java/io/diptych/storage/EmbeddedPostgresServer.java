package io.diptych.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real PostgreSQL on a data directory of its own, on a free port of the loopback interface.
 *
 * <p>Commits are durable ({@code fsync} and {@code synchronous_commit} are on, unlike in the usual test set-up), the
 * superuser has a random password that lies in a file for the owner's eyes only. A server that outlived its Diptych
 * ({@code kill -9}) is stopped first; a first start that was cut off is begun anew.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    /** Of the binaries in the pom; a data directory belongs to one major version. */
    static final String MAJOR_VERSION = "18";

    static final String USER = "postgres";
    static final String DATABASE = "diptych";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final long LOG_BYTES = 4 << 20;

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedPostgresServer(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server, after {@code initdb} if the folder has none yet.
     *
     * @param folder holds {@code postgres/} (the data), {@code postgres.password} and {@code postgres.log}
     * @param binaries where the programs are unpacked to; may be shared by many data folders
     * @throws IllegalStateException with the end of the server's log, if it does not start
     */
    public static EmbeddedPostgresServer start(DataFolder folder, Path binaries) {
        return start(folder, binaries, true);
    }

    /** @param durable false only where the data may be lost when the machine dies: in tests */
    static EmbeddedPostgresServer start(DataFolder folder, Path binaries, boolean durable) {
        long start = System.nanoTime();
        Path data = folder.resolve("postgres");
        Path passwordFile = folder.resolve("postgres.password");
        Path unfinished = folder.resolve("postgres.unfinished");
        Path serverLog = folder.resolve("postgres.log");
        try {
            LeftoverPostgres.stop(data);
            if (Files.exists(unfinished) && Files.exists(data)) {
                // The mark goes away before anyone can have written a row.
                log.info("The first start on {} was cut off: beginning anew", data);
                PathUtils.deleteDirectory(data);
            }
            boolean first = isEmpty(data);
            if (first) {
                Files.writeString(unfinished, "The first start of PostgreSQL has not finished.\n");
                writePassword(passwordFile);
            } else {
                requireUsable(data, passwordFile);
            }
            if (Files.exists(serverLog) && Files.size(serverLog) > LOG_BYTES) {
                Files.delete(serverLog);
            }
            String password = Files.readString(passwordFile).strip();
            EmbeddedPostgres server =
                    new PostgresLaunch(data, passwordFile, password, binaries, serverLog, durable).start();
            EmbeddedPostgresServer started = new EmbeddedPostgresServer(server, password);
            if (first) {
                started.createDatabase(DATABASE);
                Files.delete(unfinished);
            }
            log.info(
                    "PostgreSQL on {} at port {} after {} ms{}",
                    data,
                    server.getPort(),
                    (System.nanoTime() - start) / 1_000_000,
                    first ? " (first start)" : "");
            return started;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Cannot start PostgreSQL on " + data + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop cleanly: {}", e.toString());
        }
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    private static void requireUsable(Path data, Path passwordFile) throws IOException {
        Path versionFile = data.resolve("PG_VERSION");
        if (!Files.exists(versionFile)) {
            throw new IOException("this folder holds other things than PostgreSQL's data. Move it away, or choose"
                    + " another data folder: --data=DIR");
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new IOException("its data were written by PostgreSQL " + version + ", and this Diptych brings "
                    + MAJOR_VERSION + ". Move the data over with pg_dump and pg_restore, or choose another data"
                    + " folder: --data=DIR");
        }
        if (!Files.exists(passwordFile)) {
            throw new IOException(passwordFile + " is missing, and with it the password of these data. Put it back"
                    + " from a backup.");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        return !Files.exists(folder) || PathUtils.isEmptyDirectory(folder);
    }

    private static void writePassword(Path file) throws IOException {
        byte[] drawn = new byte[24];
        new SecureRandom().nextBytes(drawn);
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, HexFormat.of().formatHex(drawn) + "\n");
    }
}
