package io.diptych.evaluation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model for the six measures of ParaBench (arXiv 2511.09611, appendix): it sees the product photo, the picture,
 * the instruction and the copy, and answers with six whole numbers. Safe for use by many threads.
 */
final class AskedJudge {

    /** What is measured this way. */
    static final Set<Measure> MEASURES = Set.of(
            Measure.TEXT_QUALITY,
            Measure.TEXT_ALIGNMENT,
            Measure.IMAGE_QUALITY,
            Measure.IMAGE_ALIGNMENT,
            Measure.IMAGE_CONSISTENCY,
            Measure.OUTPUT_ALIGNMENT);

    /** Changes whenever an answer could: scores of different rubrics are never mixed. */
    static final String RUBRIC = """
            You judge product pictures that a model made, together with the copy that it wrote for them. You are given \
            the product photo (first picture), the generated picture (second picture), the customer's instruction and \
            the generated copy. Judge strictly, and each point apart from the others, from 0 (fails entirely) to 100 \
            (nothing to improve):
            text_quality: is the copy fluent, grammatical and complete, with no repeated or missing words?
            text_alignment: does the copy do what the instruction asks, without contradicting it?
            image_quality: is the picture sharp and natural, without artefacts or broken shapes?
            image_alignment: does the picture show what the instruction asks: product, number, place, light, colours?
            image_consistency: is the product in the picture the very product of the photo: shape, colours, details?
            output_alignment: do picture and copy agree: does the picture show all that the copy says, also where the \
            instruction left it open, and does the copy say nothing that the picture does not show?
            Answer with one JSON object that has exactly these six names and whole numbers from 0 to 100, and with \
            nothing else.""";

    private static final int RETRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JudgeEndpoint endpoint;
    private final Duration firstWait;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    /** @param firstWait before the first retry, where the server does not say; doubles from one to the next */
    AskedJudge(JudgeEndpoint endpoint, Duration firstWait) {
        this.endpoint = endpoint;
        this.firstWait = firstWait;
    }

    /**
     * Scores of one diptych.
     *
     * @throws JudgeException if the endpoint refuses, or does not answer as it was told to
     */
    Map<Measure, Double> score(Prompt prompt, BufferedImage picture, String copy) throws JudgeException {
        String body = JSON.writeValueAsString(Map.of(
                "model", endpoint.model(),
                "temperature", 0,
                "response_format", Map.of("type", "json_object"),
                "messages",
                        List.of(
                                Map.of("role", "system", "content", RUBRIC),
                                Map.of("role", "user", "content", content(prompt, picture, copy)))));
        return scores(answer(body));
    }

    private static List<Map<String, Object>> content(Prompt prompt, BufferedImage picture, String copy) {
        return List.of(
                Map.of("type", "text", "text", "Instruction: " + prompt.instruction() + "\nCopy: " + copy),
                Map.of("type", "image_url", "image_url", Map.of("url", dataUrl(prompt.photo()))),
                Map.of("type", "image_url", "image_url", Map.of("url", dataUrl(picture))));
    }

    static String dataUrl(BufferedImage image) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(String body) throws JudgeException {
        var request = HttpRequest.newBuilder(endpoint.chat())
                .timeout(Duration.ofMinutes(3))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (endpoint.key() != null) {
            request.header("Authorization", "Bearer " + endpoint.key());
        }
        var wait = new ServersWait(firstWait, LONGEST_WAIT);
        var retries = new RetryTemplate(RetryPolicy.builder()
                .backOff(wait)
                .predicate(failure -> failure instanceof IOException
                        || (failure instanceof JudgeException refused && refused.passing()))
                .build());
        try {
            return retries.execute(() -> once(request.build(), wait));
        } catch (RetryException e) {
            Throwable last = e.getCause();
            if (last instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw last instanceof JudgeException refused
                    ? refused
                    : new JudgeException(endpoint.chat() + " cannot be reached: " + last, false);
        }
    }

    private String once(HttpRequest request, ServersWait wait)
            throws IOException, InterruptedException, JudgeException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status != 200) {
            wait.told(response.headers().firstValue("Retry-After"));
            String said = response.body().strip();
            throw new JudgeException(
                    endpoint.chat() + " answered " + status + ": " + said.substring(0, Math.min(300, said.length())),
                    status == 429 || status >= 500);
        }
        return response.body();
    }

    static Map<Measure, Double> scores(String response) throws JudgeException {
        String content = "";
        try {
            JsonNode message = JSON.readTree(response).at("/choices/0/message/content");
            content = message.asString("");
            JsonNode answer = JSON.readTree(content);
            Set<String> wanted = MEASURES.stream().map(Measure::key).collect(Collectors.toSet());
            if (!answer.isObject() || !Set.copyOf(answer.propertyNames()).equals(wanted)) {
                throw new JudgeException("an object with exactly " + wanted + " is needed, the answer is: " + content);
            }
            Map<Measure, Double> scores = new EnumMap<>(Measure.class);
            for (Measure measure : MEASURES) {
                JsonNode score = answer.get(measure.key());
                if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 100)) {
                    throw new JudgeException(measure.key() + ": a number from 0 to 100 is needed, got " + score);
                }
                scores.put(measure, score.asDouble());
            }
            return scores;
        } catch (JacksonException e) {
            throw new JudgeException("JSON is needed, the answer is: " + (content.isEmpty() ? response : content));
        }
    }

    /** Grows from wait to wait, but at least what the server asks for; ends after {@value #RETRIES}. */
    static ExponentialBackOff growing(Duration first, Duration longest) {
        var wait = new ExponentialBackOff(first.toMillis(), 2);
        wait.setMaxInterval(longest.toMillis());
        wait.setMaxAttempts(RETRIES);
        return wait;
    }
}
