package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.diptych.studio.Product;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Studio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
        assertThat(report.at("/sections/0/breakdowns/true render/rates/scene").properties())
                .isNotEmpty();
        assertThat(report.at("/forwards/studio-mini@sequential:3~12").asDouble())
                .isGreaterThan(report.at("/forwards/studio-mini@parallel:3~12").asDouble());
        assertThat(ImageIO.read(out.resolve("sheet-1.png").toFile())).isNotNull();

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
        Path scores = out.resolve("measured-studio-mini-parallel-2-2.jsonl");
        String measured = Files.readString(scores);
        String whole = Files.readString(file), report = Files.readString(out.resolve("report.json"));
        List<String> lines = whole.lines().toList();
        Files.writeString(
                file,
                String.join("\n", lines.subList(0, 4)) + "\n" + lines.get(4).substring(0, 40));
        Files.writeString(scores, measured.substring(0, measured.length() / 2));

        assertThat(evaluate("--n=5", "--arms=parallel:2/2", "--sheet=0")).isZero();

        assertThat(cli.err()).contains("render: 2 of 2");
        assertThat(file).hasContent(whole);
        assertThat(scores).hasContent(measured);
        assertThat(out.resolve("report.json")).hasContent(report);

        assertThat(evaluate("--n=5", "--arms=parallel:2/2", "--sheet=0", "--seed=2"))
                .isOne();
        assertThat(cli.err()).contains("something else").doesNotContain("Exception");
    }

    @Test
    void scoresOfAnotherDiptychAreNotTaken() throws IOException {
        assertThat(evaluate("--n=1", "--arms=parallel:2/2", "--sheet=0")).isZero();
        Path file = out.resolve("results-studio-mini-parallel-2-2.jsonl");
        Path report = out.resolve("report.json");
        String measure = "/sections/0/measures/studio-mini@parallel:2~12/text_quality/mean";
        double before = JSON.readTree(report.toFile()).at(measure).asDouble();
        Files.writeString(file, Files.readString(file).replaceFirst("\"copy\":\"[^\"]*\"", "\"copy\":\"\""));

        assertThat(evaluate("--n=1", "--arms=parallel:2/2", "--sheet=0")).isZero();

        assertThat(before).isPositive();
        assertThat(JSON.readTree(report.toFile()).at(measure).asDouble()).isZero();
    }

    @Test
    void aFileOfPromptsIsRenderedAndItsMeasuresAreSaidToBeMissing() throws IOException {
        photo(ProductColor.RED);
        Path suite = Files.writeString(out.resolve("suite.jsonl"), """
                {"instruction": "Place one red handbag on the beach", "photo": "bag.png"}
                {"instruction": "Place one red handbag on the beach", "photo": "gone.png"}
                """);

        assertThat(evaluate("--suite=" + suite, "--arms=parallel:2/2")).isEqualTo(2);

        assertThat(results("parallel-2-2")).hasSize(2);
        assertThat(cli.out()).contains("Not measured").contains("suite.jsonl:2: photo");
    }

    @Test
    void anotherPhotoUnderTheSameNameIsNotMixedIn() throws IOException {
        Path photo = photo(ProductColor.RED), suite = suite(1);
        assertThat(evaluate("--suite=" + suite, "--arms=parallel:1/1", "--sheet=0"))
                .isZero();

        photo(ProductColor.BLUE);
        assertThat(evaluate("--suite=" + suite, "--arms=parallel:1/1", "--sheet=0"))
                .isOne();

        assertThat(photo).exists();
        assertThat(cli.err()).contains("line 1 was made from another photo").contains("--out");
    }

    @Test
    void anEndpointThatKeepsRefusingIsLeftAloneAndAskedAgainByTheNextRun() throws IOException {
        photo(ProductColor.RED);
        Path suite = suite(10);
        var asked = new AtomicInteger();
        var refuses = new AtomicBoolean(true);
        byte[] scores = JSON.writeValueAsBytes(Map.of("choices", List.of(Map.of("message", Map.of("content", """
                {"text_quality": 90, "text_alignment": 80, "image_quality": 70, "image_alignment": 60,
                 "image_consistency": 50, "output_alignment": 40}""")))));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] body = refuses.get() ? "who are you?".getBytes(StandardCharsets.UTF_8) : scores;
            exchange.sendResponseHeaders(refuses.get() ? 401 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String[] command = {
            "--suite=" + suite,
            "--arms=parallel:1/1",
            "--sheet=0",
            "--judge-url=http://localhost:" + server.getAddress().getPort() + "/v1",
            "--judge-model=critic"
        };
        try {
            assertThat(evaluate(command)).isEqualTo(2);
            assertThat(asked).hasValue(8);
            assertThat(cli.out())
                    .contains("401: who are you?")
                    .contains("not asked any more after 8 refusals in a row: 2 diptychs");

            refuses.set(false);
            assertThat(evaluate(command)).isZero();
            assertThat(asked).hasValue(18);
            assertThat(JSON.readTree(out.resolve("report.json").toFile())
                            .at("/sections/0/measures/studio-mini@parallel:1~11/output_alignment")
                            .toString())
                    .contains("\"mean\":40.0")
                    .contains("\"n\":10");

            assertThat(evaluate(command)).isZero();
            assertThat(asked).hasValue(18);
        } finally {
            server.stop(0);
        }
    }

    private Path photo(ProductColor color) throws IOException {
        Path file = out.resolve("bag.png");
        ImageIO.write(new Studio().photo(Product.HANDBAG, color, 64), "png", file.toFile());
        return file;
    }

    private Path suite(int rows) throws IOException {
        String row = "{\"instruction\": \"Place one handbag on the beach\", \"photo\": \"bag.png\"}\n";
        return Files.writeString(out.resolve("suite.jsonl"), row.repeat(rows));
    }

    @Test
    void whatCannotBeAskedForIsWrongUsage() {
        assertThat(evaluate("--arms=backwards")).isEqualTo(64);
        assertThat(cli.err()).contains("backwards").contains("parallel:40/24");
        assertThat(evaluate("--suite=nowhere")).isEqualTo(64);
        assertThat(cli.err()).contains("heldout");
        assertThat(evaluate("--judge-url=https://example.org/v1")).isEqualTo(64);
        assertThat(cli.err()).contains("--judge-model");
        assertThat(evaluate("--bundle=" + out.resolve("none"))).isOne();
        assertThat(cli.err()).contains("none: no bundle");
    }
}
