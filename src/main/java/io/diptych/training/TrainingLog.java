package io.diptych.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The losses of a run as JSON Lines, one object a line; the report's curves are drawn from it. */
final class TrainingLog {

    private final Path file;

    TrainingLog(Path file) {
        this.file = file;
    }

    void append(Map<String, ?> line) {
        try {
            Files.writeString(
                    file,
                    JsonMapper.shared().writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops what was logged after the snapshot that a run continues from, half a line at the end included. */
    void rewindTo(long step) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            var kept = new ArrayList<String>();
            for (var line : Files.readAllLines(file)) {
                if (stepOf(line) <= step) {
                    kept.add(line);
                }
            }
            Files.write(file, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Map<String, Object>> lines() {
        try {
            var lines = new ArrayList<Map<String, Object>>();
            for (var line : Files.readAllLines(file)) {
                @SuppressWarnings("unchecked")
                Map<String, Object> values = JsonMapper.shared().readValue(line, Map.class);
                lines.add(values);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long stepOf(String line) {
        try {
            return JsonMapper.shared().readTree(line).path("step").asLong(Long.MAX_VALUE);
        } catch (JacksonException e) {
            return Long.MAX_VALUE;
        }
    }
}
