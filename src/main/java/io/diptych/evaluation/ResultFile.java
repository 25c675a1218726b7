package io.diptych.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results by the number of their prompt, one JSON object a line, after a first line that says what they belong to. Each
 * batch is appended as it comes, so a run that dies keeps them; a last line that was cut off is taken away.
 */
final class ResultFile<T> implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SortedMap<Integer, T> results = new TreeMap<>();
    private final ToIntFunction<T> index;
    private final FileChannel channel;

    /**
     * Opens a file, or begins one.
     *
     * @param header what the results belong to; a record or a map
     * @throws IllegalArgumentException if the file holds results of something else, is damaged or in use
     */
    ResultFile(Path file, Object header, Class<T> type, ToIntFunction<T> index) {
        this.index = index;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used: " + e.getMessage(), e);
        }
        try {
            lock(file);
            if (whole(file) == 0) {
                Files.writeString(file, JSON.writeValueAsString(header) + "\n");
            }
            read(file, JSON.writeValueAsString(header), type);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(file + " cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Until it is closed: two that write would mix their lines. */
    private void lock(Path file) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Another one of this process has it.
        }
        throw new IllegalArgumentException(file + " is in use by another run; wait for its end, or name another --out");
    }

    /** Cuts what follows the last line's end; returns how many bytes are left. */
    private static long whole(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return end;
    }

    private void read(Path file, String header, Class<T> type) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (!JSON.readTree(lines.get(0)).equals(JSON.readTree(header))) {
            throw new IllegalArgumentException(file + " holds results of something else: it begins with " + lines.get(0)
                    + ", and this run is " + header + "; name another --out");
        }
        for (int line = 1; line < lines.size(); line++) {
            try {
                T result = JSON.readValue(lines.get(line), type);
                results.put(index.applyAsInt(result), result);
            } catch (JacksonException e) {
                throw new IllegalArgumentException(
                        file + ":" + (line + 1) + ": cannot be read: " + e.getOriginalMessage()
                                + "; delete this line and its result is made again",
                        e);
            }
        }
    }

    /** All results so far, by number of the prompt. */
    SortedMap<Integer, T> results() {
        return results;
    }

    void append(List<T> more) {
        StringBuilder lines = new StringBuilder();
        for (T result : more) {
            lines.append(JSON.writeValueAsString(result)).append('\n');
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        more.forEach(result -> results.put(index.applyAsInt(result), result));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
