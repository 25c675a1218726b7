package io.diptych.export;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON files of a checkpoint; names are in snake case and unknown ones are left alone, as their tools do. */
final class JsonFiles {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonFiles() {}

    static <T> T read(Path file, Class<T> type) {
        return convert(file, tree(file), type);
    }

    static JsonNode tree(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidCheckpointException(file, "missing");
        }
        try {
            return MAPPER.readTree(file);
        } catch (JacksonException e) {
            throw new InvalidCheckpointException(file, "not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T convert(Path file, JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (DatabindException e) {
            var cause = e.getCause() instanceof IllegalArgumentException illegal ? illegal.getMessage() : null;
            var field = e.getPath().isEmpty() ? "" : e.getPath().get(0).getPropertyName() + ": ";
            throw new InvalidCheckpointException(file, cause != null ? cause : field + e.getOriginalMessage(), e);
        }
    }
}
