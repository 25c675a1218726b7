package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.studio.Product;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Studio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path data;

    @TempDir
    private Path out;

    private final Cli cli = new Cli();

    private int evaluate(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "evaluate";
        arguments[1] = "--data=" + data;
        arguments[2] = "--out=" + out;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return cli.run(arguments);
    }

    private List<JsonNode> results(String arm) throws IOException {
        return Files.readAllLines(out.resolve("results-studio-mini-" + arm + ".jsonl")).stream()
                .map(JSON::readTree)
                .toList();
    }

    @Test
    void itRendersMeasuresAndComparesTheEmbeddedBundle() throws IOException {
        int code = evaluate("--n=2", "--arms=parallel:3/2,sequential:3/2", "--sheet=2");

        assertThat(cli.err()).contains("render: 4 of 4").contains("measure: 2 of 2");
        assertThat(code).isZero();
        assertThat(cli.out())
                .contains("| text quality ")
                .contains("| output alignment ")
                .contains("studio-mini@parallel:3/2 − studio-mini@sequential:3/2")
                .contains("exact slots, %: copy / instruction")
                .contains("true render");
        assertThat(Files.readString(out.resolve("report.md")).strip())
                .isEqualTo(cli.out()
                        .substring(0, cli.out().indexOf(out.toString()))
                        .strip());
        JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
        assertThat(report.at("/sections/0/measures/true render/text_quality/mean")
                        .asDouble())
                .isEqualTo(100);
        assertThat(ImageIO.read(out.resolve("sheet.png").toFile())).isNotNull();

        // Same prompts, same seeds, other diptychs.
        List<JsonNode> parallel = results("parallel-3-2"), sequential = results("sequential-3-2");
        for (int row = 1; row <= 2; row++) {
            for (String same : List.of("index", "id", "seed")) {
                assertThat(parallel.get(row).get(same))
                        .isEqualTo(sequential.get(row).get(same));
            }
        }
        assertThat(parallel.get(1).get("codes")).isNotEqualTo(sequential.get(1).get("codes"));
    }

    @Test
    void aRunThatWasCutOffGoesOnAndEndsAsIfItHadNotBeen() throws IOException {
        assertThat(evaluate("--n=5", "--arms=parallel:2/2", "--sheet=0")).isZero();
        Path file = out.resolve("results-studio-mini-parallel-2-2.jsonl");
        String whole = Files.readString(file), report = Files.readString(out.resolve("report.json"));
        List<String> lines = whole.lines().toList();
        Files.writeString(
                file,
                String.join("\n", lines.subList(0, 4)) + "\n" + lines.get(4).substring(0, 40));

        assertThat(evaluate("--n=5", "--arms=parallel:2/2", "--sheet=0")).isZero();

        assertThat(cli.err()).contains("render: 2 of 2");
        assertThat(file).hasContent(whole);
        assertThat(out.resolve("report.json")).hasContent(report);

        assertThat(evaluate("--n=5", "--arms=parallel:2/2", "--sheet=0", "--seed=2"))
                .isOne();
        assertThat(cli.err()).contains("something else").doesNotContain("Exception");
    }

    @Test
    void aFileOfPromptsIsRenderedAndItsMeasuresAreSaidToBeMissing() throws IOException {
        ImageIO.write(
                new Studio().photo(Product.HANDBAG, ProductColor.RED, 64),
                "png",
                out.resolve("bag.png").toFile());
        Path suite = Files.writeString(out.resolve("suite.jsonl"), """
                {"instruction": "Place one red handbag on the beach", "photo": "bag.png"}
                {"instruction": "Place one red handbag on the beach", "photo": "gone.png"}
                """);

        assertThat(evaluate("--suite=" + suite, "--arms=parallel:2/2")).isEqualTo(2);

        assertThat(results("parallel-2-2")).hasSize(2);
        assertThat(cli.out()).contains("Not measured").contains("suite.jsonl:2: photo");
    }

    @Test
    void whatCannotBeAskedForIsWrongUsage() {
        assertThat(evaluate("--arms=backwards")).isEqualTo(64);
        assertThat(cli.err()).contains("backwards").contains("parallel:40/24");
        assertThat(evaluate("--suite=nowhere")).isEqualTo(64);
        assertThat(cli.err()).contains("heldout");
        assertThat(evaluate("--judge-url=https://example.org/v1")).isEqualTo(64);
        assertThat(cli.err()).contains("--judge-model");
    }
}
