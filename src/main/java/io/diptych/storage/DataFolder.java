package io.diptych.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folder with everything that the local default keeps, {@code ./diptych-data} unless {@code diptych.data} says
 * otherwise. One process at a time owns it.
 *
 * <p>The operating system drops the lock when its process dies, however it dies.
 */
public final class DataFolder implements AutoCloseable {

    /** The lock covers one byte far behind the text, so that Windows, too, lets others read who holds it. */
    private static final long LOCKED_BYTE = 1L << 20;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and takes it.
     *
     * @throws IllegalStateException if another process has it, or if it cannot be written
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path lockFile = path.resolve("lock");
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = read(channel);
                channel.close();
                throw new IllegalStateException(path + " is in use by " + holder
                        + ". Wait until it has ended or stop it, or work in another folder: --data=DIR");
            }
            write(channel, describeThisProcess());
            return new DataFolder(path, channel, lock);
        } catch (AccessDeniedException e) {
            throw new IllegalStateException(
                    "Cannot write to " + path + ": permission denied. Make it writable for "
                            + System.getProperty("user.name") + ", or choose another folder: --data=DIR",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot use " + path + " as data folder (" + e + "). Choose another one: --data=DIR", e);
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String describeThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        // The arguments may hold a password given as a property.
        String arguments = Arrays.stream(self.info().arguments().orElse(new String[0]))
                .dropWhile(argument -> !argument.endsWith(".jar") && !argument.startsWith("io.diptych"))
                .filter(argument -> !argument.matches("(?i).*(password|secret|token|key).*"))
                .collect(Collectors.joining(" "));
        String user = System.getProperty("user.name");
        return "process " + self.pid() + (arguments.isEmpty() ? "" : " (" + arguments + ")") + " of user " + user
                + ", since " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        return text.isBlank() ? "another process" : text;
    }
}
