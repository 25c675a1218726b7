package io.diptych.scene;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against a JSON Schema and says in words what would be right: the schema's {@code description} and {@code
 * examples} of the field at fault.
 */
final class SchemaCheck {

    private static final Map<String, SchemaCheck> CHECKS = new ConcurrentHashMap<>();

    private final Schema schema;

    private SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    static SchemaCheck of(String resource) {
        return CHECKS.computeIfAbsent(resource, SchemaCheck::load);
    }

    private static SchemaCheck load(String resource) {
        try (InputStream json = SchemaCheck.class.getClassLoader().getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return new SchemaCheck(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(json, InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every problem, in the order of the file's lines. */
    List<FileProblem> problems(YamlFile file, JsonNode values) {
        List<FileProblem> problems = new ArrayList<>();
        for (Error error : schema.validate(values)) {
            String at = error.getInstanceLocation().toString();
            String pointer = error.getProperty() == null ? at : at + "/" + YamlTree.escaped(error.getProperty());
            problems.add(file.problem(pointer, message(error)));
        }
        problems.sort(Comparator.comparingInt(FileProblem::line));
        return problems;
    }

    /** How people call a field: {@code sampler.text-steps}, {@code variants[1].size}. */
    static @Nullable String field(String pointer) {
        if (pointer.isEmpty()) {
            return null;
        }
        String dotted =
                pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
        return dotted.replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]");
    }

    private String message(Error error) {
        JsonNode definition = definition(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                "is no known field"
                        + NearestName.hint(definition.path("properties").propertyNames(), error.getProperty());
            case "required" ->
                "is missing" + right(definition.path("properties").path(error.getProperty()));
            case "propertyNames" -> "is no name here" + right(definition.path("propertyNames"));
            default -> shown(error.getInstanceNode()) + " is not right" + right(definition) + meant(error, definition);
        };
    }

    private static String meant(Error error, JsonNode definition) {
        List<String> allowed =
                definition.path("enum").valueStream().map(JsonNode::asString).toList();
        return error.getInstanceNode().isString()
                ? NearestName.among(allowed, error.getInstanceNode().asString())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("")
                : "";
    }

    private static String right(JsonNode definition) {
        String description = definition.path("description").asString("");
        JsonNode example = definition.path("examples").path(0);
        return (description.isEmpty() ? "" : "; " + description)
                + (example.isMissingNode() ? "" : ", such as " + example.asString());
    }

    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }

    /** The part of the schema that holds the violated keyword. */
    private JsonNode definition(Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        return schema.getSchemaNode().at(keyword.substring(0, keyword.lastIndexOf('/')));
    }
}
