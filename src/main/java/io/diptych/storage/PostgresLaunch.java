package io.diptych.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of the server: unpacks the programs and makes the data directory where needed.
 *
 * @param password of the superuser, also the content of {@code passwordFile}
 * @param durable whether a commit waits for the disk
 */
record PostgresLaunch(Path data, Path passwordFile, String password, Path binaries, Path serverLog, boolean durable) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORTS_TO_TRY = 3;

    /** @throws IOException with the end of the server's log and a remedy */
    EmbeddedPostgres start() throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = Files.exists(serverLog) ? Files.size(serverLog) : 0;
            try {
                return watched(before);
            } catch (IOException e) {
                // The library looks for a free port and lets go of it before the server takes it.
                if (attempt == PORTS_TO_TRY || !logSince(before).contains("Address already in use")) {
                    throw new IOException(e.getMessage() + "\n" + tail() + remedy(), e);
                }
            }
        }
    }

    private EmbeddedPostgres.Builder builder() {
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(serverLog.toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Spring closes the pool first, then this server; a hook of its own would race with both.
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPGStartupWait(PATIENCE)
                // A pipe would break when this process dies, and the server could not log any more.
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setConnectConfig("password", password)
                // These reach initdb as --name=value, after the library's "-A trust", and so win.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("jit", "off")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off");
    }

    /** The library would wait its whole patience for a server that ended at once; {@code pg_ctl} says so in the log. */
    private EmbeddedPostgres watched(long before) throws IOException {
        FutureTask<EmbeddedPostgres> starting = new FutureTask<>(builder()::start);
        Thread thread = new Thread(starting, "postgres-start");
        thread.setDaemon(true);
        thread.start();
        try {
            while (true) {
                try {
                    return starting.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    String log = logSince(before);
                    if (log.contains("pg_ctl: could not start server") || log.contains("pg_ctl: error:")) {
                        thread.interrupt();
                        // It returns although nothing runs; closing gives the lock on the data back.
                        starting.get().close();
                        throw new IOException("the server ended at once");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String logSince(long position) throws IOException {
        if (!Files.exists(serverLog)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(serverLog)) {
            in.skipNBytes(position);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String tail() throws IOException {
        List<String> lines = logSince(0).lines().toList();
        return "The end of " + serverLog + ":\n  "
                + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    private static String remedy() {
        return "root".equals(System.getProperty("user.name"))
                ? "\nPostgreSQL refuses to run as root unless 'unshare -U' works here: run Diptych as another user, or"
                        + " set spring.datasource.url to a PostgreSQL of your own."
                : "\nOr set spring.datasource.url to a PostgreSQL of your own.";
    }
}
