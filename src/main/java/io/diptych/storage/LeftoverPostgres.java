package io.diptych.storage;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived its Diptych still holds the data directory: it is asked to stop, cleanly. It is not taken
 * over, since the dead process's sessions may still hold locks in it.
 */
final class LeftoverPostgres {

    private static final Logger log = LoggerFactory.getLogger(LeftoverPostgres.class);
    private static final int STOP_SECONDS = 30;

    private LeftoverPostgres() {}

    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        ProcessHandle process = lines.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElse(null);
        if (process == null || !process.isAlive() || isSomethingElse(process)) {
            // PostgreSQL would take any process of our user with this id for its own (ids recur after a reboot).
            log.info("{} is stale: its server is gone", pidFile);
            Files.delete(pidFile);
            return;
        }
        log.info("Stopping the PostgreSQL that a killed Diptych left on {} (process {})", data, process.pid());
        if (!stopBy(data, process)) {
            throw new IOException("process " + process.pid() + " still serves these data and does not stop. End it"
                    + " (kill -INT " + process.pid() + "), then start again");
        }
    }

    private static boolean isSomethingElse(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> {
                    String name = Path.of(command).getFileName().toString();
                    return !name.startsWith("postgres");
                })
                .orElse(false);
    }

    private static boolean stopBy(Path data, ProcessHandle process) throws IOException {
        Path control = control(data);
        try {
            if (Files.exists(control)) {
                List<String> command = new ArrayList<>();
                if (LinuxUtils.isUnshareAvailable()) {
                    command.addAll(List.of("unshare", "-U"));
                }
                command.addAll(List.of(control.toString(), "stop", "-D", data.toString(), "-m", "fast", "-w"));
                command.addAll(List.of("-t", Integer.toString(STOP_SECONDS)));
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } else {
                // Its programs were removed under it: ask without pg_ctl.
                process.destroy();
            }
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while stopping " + process.pid(), e);
        }
    }

    /** {@code pg_ctl} beside the program that the running server was started from. */
    private static Path control(Path data) throws IOException {
        Path options = data.resolve("postmaster.opts");
        String commandLine = Files.exists(options) ? Files.readString(options) : "";
        int end = commandLine.indexOf(" \"");
        Path program = Path.of(end < 0 ? "postgres" : commandLine.substring(0, end));
        String suffix = program.toString().endsWith(".exe") ? ".exe" : "";
        return program.resolveSibling("pg_ctl" + suffix);
    }
}
