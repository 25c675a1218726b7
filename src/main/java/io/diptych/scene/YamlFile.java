package io.diptych.scene;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/** A YAML 1.2 file as a tree of JSON values that knows its lines. Fields are named by JSON Pointers (RFC 6901). */
public final class YamlFile {

    /** Far more than a person writes. */
    private static final int LONGEST = 1 << 20;

    private final String name;
    private final List<String> lines;
    private final YamlTree tree;

    private YamlFile(String name, String text, YamlTree tree) {
        this.name = name;
        this.lines = text.lines().toList();
        this.tree = tree;
    }

    /** @throws InvalidFileException when the file is missing, too large or no YAML */
    public static YamlFile read(Path file) throws InvalidFileException {
        try {
            if (Files.size(file) > LONGEST) {
                throw invalid(file.toString(), 1, "has more than " + LONGEST + " bytes; is this the right file?");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw invalid(file.toString(), 1, "there is no such file");
        } catch (MalformedInputException e) {
            throw invalid(file.toString(), 1, "has letters that are not UTF-8; save the file as UTF-8");
        } catch (IOException e) {
            throw invalid(file.toString(), 1, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * @param name how messages call the file
     * @throws InvalidFileException when the text is no YAML
     */
    public static YamlFile parse(String name, String text) throws InvalidFileException {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(withoutMark);
            if (root.isEmpty()) {
                throw invalid(name, 1, "is empty");
            }
            return new YamlFile(name, withoutMark, YamlTree.of(root.get()));
        } catch (YamlTree.RefusedException e) {
            throw invalid(name, e.line(), e.getMessage());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw invalid(name, line, "is not YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            throw invalid(name, 1, "is not YAML: " + e.getMessage());
        }
    }

    /** How messages call the file. */
    public String name() {
        return name;
    }

    /**
     * Checks the file against a JSON Schema.
     *
     * @param schema resource of the class path, such as {@code schemas/scene.schema.json}
     * @return the file's values, which hold to the schema
     * @throws InvalidFileException with every problem there is
     */
    public JsonNode check(String schema) throws InvalidFileException {
        List<FileProblem> problems = SchemaCheck.of(schema).problems(this, tree.root());
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return tree.root();
    }

    /** The line that a field begins on, from 1; of a field that is not there, the line of what it belongs to. */
    public int line(String pointer) {
        return tree.line(pointer);
    }

    /** The line within a field's text on which a piece of it stands; the field's line where it is not found as such. */
    public int lineOf(String pointer, String piece) {
        for (int line = tree.line(pointer); line <= tree.lastLine(pointer); line++) {
            if (lines.get(line - 1).contains(piece)) {
                return line;
            }
        }
        return tree.line(pointer);
    }

    /** A problem of a field of this file. */
    public FileProblem problem(String pointer, String message) {
        return new FileProblem(name, line(pointer), SchemaCheck.field(pointer), message);
    }

    private static InvalidFileException invalid(String file, int line, String message) {
        return new InvalidFileException(new FileProblem(file, line, null, message));
    }
}
