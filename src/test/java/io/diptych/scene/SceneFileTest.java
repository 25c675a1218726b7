package io.diptych.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFileTest {

    private static final String BEACH = """
            # on the sand
            name: beach
            mode: place
            instruction: >
              Place {count} {color} {title} on the beach,
              light from the {{left}} of {shoe-size}
            defaults: {count: one, color: "", shoe-size: 42}
            size: 112x144
            sampler: {schedule: semi-parallel, text-steps: 8, image-guidance: 2.5}
            """;

    @TempDir
    Path folder;

    @Test
    void readsATemplate() throws Exception {
        Scene scene = SceneFile.parse("templates/beach.yaml", BEACH);

        assertThat(scene.name()).isEqualTo("beach");
        assertThat(scene.mode()).isEqualTo(SceneMode.PLACE);
        assertThat(scene.size()).isEqualTo(new PictureSize(112, 144));
        assertThat(scene.sampling()).isEqualTo(new Sampling(Sampling.Schedule.SEMI_PARALLEL, 8, 18, 0, 2.5, 0, 1, 1));
        assertThat(scene.placeholders())
                .containsExactly(
                        new Placeholder("count", 5),
                        new Placeholder("color", 5),
                        new Placeholder("title", 5),
                        new Placeholder("shoe-size", 6));
    }

    @Test
    void fillsTheInstruction() throws Exception {
        Scene scene = SceneFile.parse("beach.yaml", BEACH);

        assertThat(scene.fill(Map.of("title", "Tee {x}", "color", "red")))
                .isEqualTo("Place one red Tee {x} on the beach, light from the {left} of 42");
        assertThat(scene.fill(Map.of("title", "Tee", "count", "two")))
                .as("the product's values win, an empty default leaves no gap")
                .isEqualTo("Place two Tee on the beach, light from the {left} of 42");
        assertThat(scene.missing(Map.of("color", "red"))).contains(new Placeholder("title", 5));
        assertThat(scene.missing(Map.of("title", "Tee"))).isEmpty();
    }

    @Test
    void namesAnUnknownPlaceholderItsLineAndTheNearestKnownName() throws Exception {
        Scene scene = SceneFile.parse("templates/beach.yaml", """
                name: beach
                instruction: |
                  Place {count} {title}
                  in {colr}
                defaults: {count: one}
                size: 128x128
                """);

        assertThat(scene.unknownPlaceholders(List.of("title", "color", "vendor")))
                .singleElement()
                .hasToString(
                        "templates/beach.yaml:4: instruction: {colr} is no value of any product, and the scene gives"
                                + " it no default; did you mean color? (known: color, count, title, vendor)");
    }

    @Test
    void refusesAnUnknownFieldAndNamesTheNearest() {
        assertProblems(
                BEACH.replace("text-steps", "text-stepz").replace("mode:", "mood:"),
                "beach.yaml:3: mood: is no known field; did you mean mode? (known: defaults, instruction, mode, name,"
                        + " sampler, size)",
                "beach.yaml:9: sampler.text-stepz: is no known field; did you mean text-steps? (known:"
                        + " confidence-noise, image-guidance, image-steps, image-temperature, schedule, text-guidance,"
                        + " text-steps, text-temperature)");
    }

    @Test
    void saysWhatWouldBeRight() {
        assertProblems(
                BEACH.replace("112x144", "144")
                        .replace("place\n", "edti\n")
                        .replace("text-steps: 8", "text-steps: 0")
                        .replace("2.5", "strong")
                        .replace("semi-parallel", "semiparallel")
                        .replace("shoe-size: 42", "Shoe Size: [42]"),
                "beach.yaml:3: mode: \"edti\" is not right; edit (the product is drawn anew within the scene) or"
                        + " place (the photo's pixels stay); did you mean edit?",
                "beach.yaml:7: defaults.Shoe Size: is no name here; a placeholder's name: lower-case letters, digits"
                        + " and hyphens",
                "beach.yaml:7: defaults.Shoe Size: [42] is not right; a text or a number",
                "beach.yaml:8: size: 144 is not right; the picture's width x height in pixels, such as 128x128",
                "beach.yaml:9: sampler.schedule: \"semiparallel\" is not right; parallel (text and picture"
                        + " together), semi-parallel or sequential (text first); did you mean semi-parallel?",
                "beach.yaml:9: sampler.text-steps: 0 is not right; steps in which text appears: a whole number from 1"
                        + " to 1024",
                "beach.yaml:9: sampler.image-guidance: \"strong\" is not right; how far the picture is pushed towards"
                        + " the photo: a number from 0 (off) to 20");
        assertProblems(
                "name: beach\n",
                "beach.yaml:1: instruction: is missing; what to picture, in words, with placeholders for the product's"
                        + " values, such as Place {count} {title} on the beach, light from the left",
                "beach.yaml:1: size: is missing; the picture's width x height in pixels, such as 128x128");
    }

    @Test
    void refusesWhatIsNoPlaceholder() {
        String problem = " is no placeholder; one looks like {title} or {shoe-size}, and a brace in the text is written"
                + " twice";
        assertProblems(
                BEACH.replace("{count} {c", "{Count} {c"), "beach.yaml:5: instruction: \"{Count} {color} \"" + problem);
        assertProblems(BEACH.replace("{{left}}", "left}"), "beach.yaml:6: instruction: \"} of {shoe-size}\"" + problem);
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertProblems(
                "name: [beach\nsize: 1",
                "beach.yaml:2: is not YAML: while parsing a flow sequence, expected ',' or ']', but got :");
        assertProblems("", "beach.yaml:1: is empty");
        assertProblems(
                "just words",
                "beach.yaml:1: \"just words\" is not right; a scene: name, instruction, size and how it is sampled");
        assertProblems("name: a\nname: b", "beach.yaml:2: has \"name\" twice");
        assertProblems("name: &a [*a]", "beach.yaml:1: refers to itself");
    }

    @Test
    void refusesReferencesThatMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + " ,").repeat(10)));
        }
        assertProblems(bomb.toString(), "beach.yaml:1: has more than 100000 values");
    }

    @Test
    void saysWhenTheFileIsMissingOrMisnamed() throws Exception {
        Path coast = folder.resolve("coast.yaml");
        Files.writeString(coast, BEACH);
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> SceneFile.read(coast))
                .withMessage(coast + ":2: name: \"beach\" does not match the file's name coast.yaml; call the file"
                        + " beach.yaml or the scene coast");
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> SceneFile.read(folder.resolve("gone.yaml")))
                .withMessageEndingWith("gone.yaml:1: there is no such file");
        Files.write(coast, "name: café".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> SceneFile.read(coast))
                .withMessageEndingWith("coast.yaml:1: has letters that are not UTF-8; save the file as UTF-8");
    }

    private static void assertProblems(String yaml, String... problems) {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> SceneFile.parse("beach.yaml", yaml))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(FileProblem::toString)
                        .containsExactly(problems))
                .withMessage(String.join("\n", problems));
    }
}
