package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.diptych.diffusion.Grid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AskedJudgeTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCORES = """
            {"text_quality": 90, "text_alignment": 80, "image_quality": 70, "image_alignment": 60,
             "image_consistency": 50, "output_alignment": 40}""";
    private static final BufferedImage PICTURE = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    private static final Prompt PROMPT =
            new Prompt(0, "p", "rows", "suite.jsonl:1", "", "A red mug on snow", PICTURE, new Grid(1, 1), 1, null);

    private record Answer(int status, Map<String, String> headers, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = answers.remove();
            answer.headers.forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Answer content(String content) {
        return new Answer(
                200,
                Map.of(),
                JSON.writeValueAsString(Map.of(
                        "choices", List.of(Map.of("message", Map.of("role", "assistant", "content", content))))));
    }

    private AskedJudge judge(Duration firstWait) {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/");
        return new AskedJudge(new JudgeEndpoint(url, "critic-1", "s3cret"), firstWait);
    }

    private Map<Measure, Double> ask() throws JudgeException {
        return judge(Duration.ofMillis(1)).score(PROMPT, PICTURE, "One red mug stands in the snow.");
    }

    @Test
    void itSendsBothPicturesWithBothTextsAndReadsTheSixScores() throws JudgeException {
        answers.add(content(SCORES));

        Map<Measure, Double> scores = ask();

        assertThat(scores).hasSize(6).containsEntry(Measure.OUTPUT_ALIGNMENT, 40.0);
        JsonNode request = JSON.readTree(requests.get(0));
        assertThat(request.get("model").asString()).isEqualTo("critic-1");
        assertThat(request.at("/messages/0/content").asString()).isEqualTo(AskedJudge.RUBRIC);
        assertThat(request.at("/messages/1/content/0/text").asString())
                .contains("A red mug on snow")
                .contains("One red mug stands in the snow.");
        for (int image = 1; image <= 2; image++) {
            assertThat(request.at("/messages/1/content/" + image + "/image_url/url")
                            .asString())
                    .isEqualTo(AskedJudge.dataUrl(PICTURE));
        }
        assertThat(keys).containsExactly("Bearer s3cret");
    }

    @Test
    void itAsksAgainWhenTheServerIsBusyAndWaitsAsLongAsItSays() throws JudgeException {
        answers.add(new Answer(429, Map.of("Retry-After", "1"), "slow down"));
        answers.add(new Answer(503, Map.of(), "later"));
        answers.add(content(SCORES));
        long start = System.nanoTime();

        assertThat(ask()).hasSize(6);

        assertThat(requests).hasSize(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itGivesUpInTheEndWithWhatTheServerSaid() {
        for (int i = 0; i < 6; i++) {
            answers.add(new Answer(500, Map.of(), "broken"));
        }
        assertThatThrownBy(this::ask).isInstanceOf(JudgeException.class).hasMessageContaining("500: broken");
        assertThat(answers).isEmpty();
    }

    @Test
    void aRefusalIsNotAskedAgain() {
        answers.add(new Answer(401, Map.of(), "no such key"));

        assertThatThrownBy(this::ask).hasMessageContaining("401: no such key");
        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotTheSixScoresIsNotGuessedAt() {
        for (String wrong : List.of(
                "Looks good!",
                SCORES + " as you asked",
                SCORES.replace("90", "190"),
                SCORES.replace("90", "\"90\""),
                SCORES.replace("text_quality", "quality"),
                SCORES.replace("}", ", \"comment\": 1}"))) {
            answers.add(content(wrong));
            assertThatThrownBy(this::ask).as(wrong).isInstanceOf(JudgeException.class);
        }
    }
}
