package io.diptych.scene;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads scene templates. */
public final class SceneFile {

    static final String SUFFIX = ".yaml";

    private static final String SCHEMA = "schemas/scene.schema.json";

    private SceneFile() {}

    /** @throws InvalidFileException with every problem of the template */
    public static Scene read(Path file) throws InvalidFileException {
        return scene(YamlFile.read(file));
    }

    /**
     * @param file how messages call the template; its last part is the scene's name and {@code .yaml}
     * @throws InvalidFileException with every problem of the template
     */
    public static Scene parse(String file, String yaml) throws InvalidFileException {
        return scene(YamlFile.parse(file, yaml));
    }

    private static Scene scene(YamlFile file) throws InvalidFileException {
        JsonNode values = file.check(SCHEMA);
        String name = values.get("name").asString();
        String expected = file.name().replaceAll("^.*[/\\\\]", "");
        if (!expected.equals(name + SUFFIX)) {
            throw new InvalidFileException(file.problem(
                    "/name",
                    "\"%s\" does not match the file's name %s; call the file %s%s or the scene %s"
                            .formatted(name, expected, name, SUFFIX, expected.replaceAll("\\.ya?ml$", ""))));
        }
        return new Scene(
                name,
                file.name(),
                SceneMode.valueOf(values.path("mode").asString("edit").toUpperCase(Locale.ROOT)),
                instruction(file, values.get("instruction").asString()),
                defaults(values.path("defaults")),
                PictureSize.parse(values.get("size").asString()),
                sampling(values.path("sampler")));
    }

    private static Instruction instruction(YamlFile file, String text) throws InvalidFileException {
        try {
            return Instruction.parse(text, piece -> file.lineOf("/instruction", piece));
        } catch (IllegalArgumentException e) {
            String piece = String.valueOf(e.getMessage());
            throw new InvalidFileException(new FileProblem(
                    file.name(),
                    file.lineOf("/instruction", piece),
                    "instruction",
                    "\"" + piece
                            + "\" is no placeholder; one looks like {title} or {shoe-size}, and a brace in the text"
                            + " is written twice"));
        }
    }

    private static Map<String, String> defaults(JsonNode values) {
        Map<String, String> defaults = new LinkedHashMap<>();
        values.properties()
                .forEach(each ->
                        defaults.put(each.getKey(), each.getValue().asString().strip()));
        return defaults;
    }

    /** What is left out has the value that diffusion's {@code SamplerSettings.DEFAULTS} has too. */
    private static Sampling sampling(JsonNode values) {
        String schedule = values.path("schedule").asString("parallel");
        return new Sampling(
                Sampling.Schedule.valueOf(schedule.toUpperCase(Locale.ROOT).replace('-', '_')),
                values.path("text-steps").asInt(24),
                values.path("image-steps").asInt(18),
                values.path("text-guidance").asDouble(0),
                values.path("image-guidance").asDouble(0),
                values.path("text-temperature").asDouble(0),
                values.path("image-temperature").asDouble(1),
                values.path("confidence-noise").asDouble(1));
    }
}
