package io.diptych.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.diptych.console.Served;
import io.diptych.console.security.ApiTokens;
import io.diptych.console.security.Role;
import io.diptych.shoot.SmallCampaign;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign from its uploads to its zip, over HTTP as a client of the API sees it. */
class CampaignsApiTest {

    private static final String BOUNDARY = "----diptych";
    private static final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Served served;
    private static String token;

    @BeforeAll
    static void serve() {
        served = new Served(folder.resolve("data"), "--diptych.upload.catalog=1KB");
        token = served.get(ApiTokens.class)
                .create("admin", "test", Role.ADMIN, Duration.ofDays(1))
                .secret();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void aCampaignIsMadePlannedShotReviewedAndDelivered() throws Exception {
        String name = "api-" + UUID.randomUUID().toString().substring(0, 8);
        HttpResponse<String> made = create(name, "k-" + name, "1");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains("/api/v1/campaigns/" + name);

        HttpResponse<String> again = create(name, "k-" + name, "1");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(JsonPath.<String>read(again.body(), "$.name")).isEqualTo(name);
        assertThat(create(name, "k-" + name, "2").statusCode()).isEqualTo(422);
        assertThat(create(name, "other-" + name, "1").statusCode()).isEqualTo(409);

        String plan = ok("GET", "/campaigns/" + name + "/plan");
        assertThat(JsonPath.<Integer>read(plan, "$.shots")).isEqualTo(2);
        ok("POST", "/campaigns/" + name + "/start");
        String campaign = await().atMost(Duration.ofSeconds(60))
                .until(() -> ok("GET", "/campaigns/" + name), body -> body.contains("FINISHED"));
        assertThat(JsonPath.<Integer>read(campaign, "$.shots.done")).isEqualTo(2);
        assertThat(JsonPath.<Integer>read(campaign, "$.percent")).isEqualTo(100);

        String shots = ok("GET", "/campaigns/" + name + "/shots");
        String asset = JsonPath.read(shots, "$.items[0].asset.id");
        String links = ok("GET", "/campaigns/" + name + "/assets/" + asset + "/links");
        HttpResponse<byte[]> picture = client.send(
                HttpRequest.newBuilder(URI.create(JsonPath.read(links, "$.picture")))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(new String(picture.body(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");

        HttpResponse<String> retake =
                send("POST", "/campaigns/" + name + "/assets/" + asset + "/takes", "{\"seed\": 9}");
        assertThat(retake.statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> JsonPath.<List<Object>>read(
                                        ok("GET", "/campaigns/" + name + "/assets/" + asset + "/takes"),
                                        "$[?(@.asset)]")
                                .size()
                        == 2);

        send("POST", "/campaigns/" + name + "/reviews", "{\"assets\": [\"" + asset + "\"], \"state\": \"APPROVED\"}");
        assertThat(send("POST", "/campaigns/" + name + "/deliveries", "").statusCode())
                .isEqualTo(201);
        assertThat(send("POST", "/campaigns/" + name + "/deliveries", "").statusCode())
                .isEqualTo(409);
        String deliveries = ok("GET", "/campaigns/" + name + "/deliveries");
        int id = JsonPath.read(deliveries, "$[0].id");
        HttpResponse<String> zip = send("GET", "/campaigns/" + name + "/deliveries/" + id + ".zip", null);
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.body()).startsWith("PK").contains("copy.csv");

        assertThat(JsonPath.<List<Object>>read(ok("GET", "/ledger/assets?campaign=" + name), "$.items"))
                .hasSize(3);
    }

    @Test
    void anUnchangedCampaignIsNotSentAgain() throws Exception {
        String name = "etag-" + UUID.randomUUID().toString().substring(0, 8);
        create(name, null, "1");
        String etag = send("GET", "/campaigns/" + name, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> again = client.send(
                request("/campaigns/" + name)
                        .header("If-None-Match", etag)
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(send("DELETE", "/campaigns/" + name, null).statusCode()).isEqualTo(204);
        assertThat(send("GET", "/campaigns/" + name, null).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsToldByFileLineAndField() throws Exception {
        HttpResponse<String> scene = client.send(
                request("/scenes/desk")
                        .header("Content-Type", "application/yaml")
                        .PUT(HttpRequest.BodyPublishers.ofString("name: desk\nsize: 64x64\ninstuction: x\n"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(scene.statusCode()).isEqualTo(422);
        assertThat(scene.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JsonPath.<List<Integer>>read(scene.body(), "$.problems[*].line"))
                .contains(3);

        assertThat(send("POST", "/campaigns/nothing/start", "").statusCode()).isEqualTo(404);
        HttpResponse<String> large = multipart(
                part("name", "large")
                        + part("scene", "beach-afternoon")
                        + file("catalog", "c.jsonl", "{\"sku\": \"" + "x".repeat(2000) + "\"}\n"),
                null);
        assertThat(large.statusCode()).isEqualTo(422);
        assertThat(large.body()).contains("the most that is taken");
    }

    @Test
    void pagesOfCampaignsFollowEachOther() throws Exception {
        for (int i = 0; i < 3; i++) {
            create("list-" + UUID.randomUUID().toString().substring(0, 8), null, "1");
        }
        String first = ok("GET", "/campaigns?limit=2");
        assertThat(JsonPath.<List<Object>>read(first, "$.items")).hasSize(2);
        String next = JsonPath.read(first, "$.next");
        String second = ok("GET", next.substring("/api/v1".length()));
        assertThat(JsonPath.<List<String>>read(second, "$.items[*].name"))
                .doesNotContainAnyElementsOf(JsonPath.read(first, "$.items[*].name"))
                .isNotEmpty();
    }

    @Test
    void workersAndBundlesAreListed() throws Exception {
        assertThat(JsonPath.<List<String>>read(ok("GET", "/bundles"), "$[*].digest")
                        .get(0))
                .hasSize(64);
        await().atMost(Duration.ofSeconds(20)).until(() -> ok("GET", "/workers").contains("\"slots\""));
    }

    private static HttpResponse<String> create(String name, String key, String takes) throws Exception {
        Path drawn = Files.createDirectories(folder.resolve("drawn"));
        SmallCampaign drawing = new SmallCampaign(drawn, name);
        drawing.photo("photo-0.png", 0);
        String catalog = "{\"sku\": \"sku-0\", \"title\": \"w60 w10\", \"photo\": \"photo-0.png\"}\n";
        String template = "name: %s\nmode: edit\ninstruction: \"w40 {title} w41\"\nsize: 64x64\n"
                + "sampler: {text-steps: 4, image-steps: 3}\n";
        return multipart(
                part("name", name)
                        + part("scene", "desk")
                        + part("scene", "wall")
                        + part("takes", takes)
                        + file("template", "desk.yaml", template.formatted("desk"))
                        + file(
                                "template",
                                "wall.yaml",
                                template.formatted("wall").replace("w41", "w42"))
                        + file("catalog", "shop.jsonl", catalog)
                        + file(
                                "photos",
                                "photo-0.png",
                                new String(
                                        Files.readAllBytes(drawn.resolve("photo-0.png")), StandardCharsets.ISO_8859_1)),
                key);
    }

    private static HttpResponse<String> multipart(String parts, String key) throws Exception {
        HttpRequest.Builder request = request("/campaigns")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        (parts + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String part(String field, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String field, String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }

    private static String ok(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, path, method.equals("POST") ? "" : null);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static HttpResponse<String> send(String method, String path, String json) throws Exception {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null && !json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(served.address() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }
}
