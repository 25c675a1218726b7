package io.diptych.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class EmbeddedPostgresServerTest {

    @TempDir
    Path temp;

    @Test
    void rowsSurviveARestart() throws IOException {
        Path folder = temp.resolve("with space & ü");
        inDatabase(folder, db -> {
            db.sql("CREATE TABLE kept (id int)").update();
            db.sql("INSERT INTO kept VALUES (42)").update();
        });
        inDatabase(folder, db -> {
            assertThat(db.sql("SELECT id FROM kept").query(Integer.class).single())
                    .isEqualTo(42);
            assertThat(setting(db, "server_version")).startsWith(EmbeddedPostgresServer.MAJOR_VERSION + ".");
            assertThat(setting(db, "fsync")).isEqualTo("on");
            assertThat(setting(db, "synchronous_commit")).isEqualTo("on");
        });
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    /** A Diptych killed in the middle leaves PostgreSQL running; what it committed is there for the next one. */
    @Test
    void aServerLeftByAKilledProcessIsReplacedWithoutLoss() throws Exception {
        Process child = child(temp);
        long server = Long.parseLong(awaitLine(child, "committed"));
        child.destroyForcibly().waitFor();
        assertThat(isRunning(server)).as("PostgreSQL outlives its parent").isTrue();

        inDatabase(temp, db -> {
            assertThat(isRunning(server)).isFalse();
            assertThat(db.sql("SELECT count(*) FROM kept").query(Long.class).single())
                    .isEqualTo(100);
            assertThat(db.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
                            .query(Long.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void aPidFileWhoseNumberNowBelongsToAnotherProgramIsStale() throws IOException {
        inDatabase(temp, db -> db.sql("CREATE TABLE kept (id int)").update());
        Files.writeString(
                temp.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + temp.resolve("postgres") + "\n0\n5432\n");

        inDatabase(
                temp,
                db -> assertThat(db.sql("SELECT count(*) FROM kept")
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    @Test
    void aFirstStartThatWasCutOffIsBegunAnew() throws IOException {
        Files.createDirectories(temp.resolve("postgres/base"));
        Files.writeString(temp.resolve("postgres/PG_VERSION"), "18\n");
        Files.writeString(temp.resolve("postgres/postgresql.conf"), "");
        Files.writeString(temp.resolve("postgres.unfinished"), "");
        Files.writeString(temp.resolve("postgres.password"), "");

        inDatabase(
                temp,
                db -> assertThat(db.sql("SELECT 1").query(Integer.class).single())
                        .isEqualTo(1));
        assertThat(temp.resolve("postgres.unfinished")).doesNotExist();
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws IOException {
        try (DataFolder folder = DataFolder.open(temp);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder, LocalServers.BINARIES)) {
            for (String guess : new String[] {"", "postgres", "guess"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), guess)
                                .close())
                        .isInstanceOf(SQLException.class);
            }
            assertThat(server.password()).hasSizeGreaterThanOrEqualTo(40);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
            try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
                assertThat(processes.map(process -> process.info().commandLine().orElse("")))
                        .noneMatch(line -> line.contains(server.password()));
            }
        }
    }

    @Test
    void foreignFilesAndOtherVersionsAreRefusedUntouched() throws IOException {
        Path data = Files.createDirectories(temp.resolve("postgres"));
        Files.writeString(data.resolve("holiday.jpg"), "precious");
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(folder, LocalServers.BINARIES))
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("other things than PostgreSQL's data");
            assertThat(data.resolve("holiday.jpg")).hasContent("precious");

            Files.writeString(data.resolve("PG_VERSION"), "16\n");
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(folder, LocalServers.BINARIES))
                    .hasMessageContaining("written by PostgreSQL 16")
                    .hasMessageContaining("pg_dump");
        }
    }

    @Test
    void aServerThatDoesNotComeUpShowsItsLog() throws IOException {
        inDatabase(temp, db -> {});
        Files.delete(temp.resolve("postgres/global/pg_control"));
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> EmbeddedPostgresServer.start(folder, LocalServers.BINARIES))
                    .hasMessageContaining("pg_control")
                    .hasMessageContaining("spring.datasource.url");
        }
    }

    /** A second JVM: starts the server, writes, and waits to be killed. */
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            Path path = Path.of(arguments[0]);
            DataFolder folder = DataFolder.open(path);
            EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder, LocalServers.BINARIES);
            Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
            JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            db.sql("CREATE TABLE kept (id int)").update();
            for (int i = 0; i < 100; i++) {
                db.sql("INSERT INTO kept VALUES (?)").param(i).update();
            }
            // Leave something hanging, too: an open transaction with a lock.
            connection.setAutoCommit(false);
            db.sql("SELECT pg_advisory_xact_lock(1)").query().singleRow();
            db.sql("INSERT INTO kept VALUES (-1)").update();
            System.out.println("committed "
                    + Files.readAllLines(path.resolve("postgres/postmaster.pid"))
                            .get(0));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static Process child(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String awaitLine(Process child, String word) throws IOException {
        BufferedReader output = child.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
            all.append(line).append('\n');
        }
        throw new AssertionError("The child ended:\n" + all);
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> {
                    process.onExit()
                            .completeOnTimeout(process, 50, TimeUnit.MILLISECONDS)
                            .join();
                    return process.isAlive();
                })
                .orElse(false);
    }

    private static String setting(JdbcClient db, String name) {
        return db.sql("SELECT current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    private interface Work {
        void in(JdbcClient db);
    }

    private static void inDatabase(Path path, Work work) throws IOException {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder, LocalServers.BINARIES)) {
            var source = new SingleConnectionDataSource(server.jdbcUrl(), server.user(), server.password(), true);
            try {
                work.in(JdbcClient.create(source));
            } finally {
                source.destroy();
            }
        }
    }
}
