package io.diptych.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.jayway.jsonpath.JsonPath;
import io.diptych.provenance.AssetId;
import io.diptych.review.ShotCampaign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/** What the API shows of a campaign's shots, and how it takes decisions about them. */
class ReviewsApiTest {

    @TempDir
    private static Path data;

    private static ShotCampaign diptych;
    private static MockMvcTester http;

    private String campaign;
    private List<AssetId> assets;

    @BeforeAll
    static void start() {
        diptych = new ShotCampaign(data, "--spring.main.web-application-type=servlet", "--server.port=0");
        http = MockMvcTester.from(
                (WebApplicationContext) diptych.context(),
                builder -> builder.apply(springSecurity()).build());
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void sixShots(TestInfo test) {
        campaign = test.getTestMethod().orElseThrow().getName();
        assets = diptych.assets(diptych.shoot(campaign, "b", 6));
    }

    @Test
    void pagesFollowEachOtherAndShowEachShotOnce() throws Exception {
        List<Integer> seen = new ArrayList<>();
        String link = "/api/v1/campaigns/" + campaign + "/shots?limit=4";
        while (link != null) {
            String page = get(link).getContentAsString();
            seen.addAll(JsonPath.read(page, "$.items[*].cursor.number"));
            link = JsonPath.read(page, "$.next");
        }
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aCursorOfOnesOwnIsRefused() throws Exception {
        problem(get("/api/v1/campaigns/" + campaign + "/shots?after=xyz"), 400, "follow the 'next' link");
        problem(get("/api/v1/campaigns/" + campaign + "/shots?limit=0"), 400, "from 1 to 500");
        problem(get("/api/v1/campaigns/" + campaign + "/shots?state=SHINY"), 400, "state");
    }

    @Test
    void aReviewerDecidesAboutWhatTheySaw() throws Exception {
        String asset = "/api/v1/campaigns/" + campaign + "/assets/" + assets.get(0);
        String etag = get(asset).getHeader("ETag");
        assertThat(etag).isNotNull();

        MockHttpServletResponse approved = review(asset, etag, "{\"state\": \"APPROVED\"}", "APPROVER");
        assertThat(approved.getStatus()).isEqualTo(200);
        assertThat(approved.getHeader("ETag"))
                .isEqualTo(get(asset).getHeader("ETag"))
                .isNotEqualTo(etag);

        problem(review(asset, etag, "{\"state\": \"REJECTED\", \"reason\": \"dark\"}", "APPROVER"), 412, "anna");
        assertThat(JsonPath.<List<String>>read(get(asset + "/history").getContentAsString(), "$[*].state"))
                .containsExactly("APPROVED");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        String asset = "/api/v1/campaigns/" + campaign + "/assets/" + assets.get(0);
        String etag = get(asset).getHeader("ETag");
        assertThat(http.get()
                        .uri(asset)
                        .header("If-None-Match", etag)
                        .with(user("v").roles("VIEWER")))
                .hasStatus(304);
    }

    @Test
    void aDecisionThatCannotBeTakenSaysWhatWouldBeRight() throws Exception {
        String asset = "/api/v1/campaigns/" + campaign + "/assets/" + assets.get(0);
        problem(review(asset, null, "{\"state\": \"APPROVED\"}", "APPROVER"), 428, "If-Match");
        problem(review(asset, "\"review-0\"", "{\"stat\": \"APPROVED\"}", "APPROVER"), 400, "did you mean state");
        problem(review(asset, "\"review-0\"", "{\"state\": \"REJECTED\"}", "APPROVER"), 400, "reason");
        problem(review(asset, "\"review-0\"", "{", "APPROVER"), 400, "JSON");
        problem(get("/api/v1/campaigns/" + campaign + "/assets/nothing"), 400, "not an asset id");
    }

    @Test
    void aViewerDecidesNothing() throws Exception {
        String asset = "/api/v1/campaigns/" + campaign + "/assets/" + assets.get(0);
        problem(review(asset, "\"review-0\"", "{\"state\": \"APPROVED\"}", "VIEWER"), 403, "role");
        problem(
                post(
                        "/api/v1/campaigns/" + campaign + "/reviews",
                        "{\"assets\": [\"" + assets.get(0) + "\"], \"state\": \"APPROVED\"}",
                        "VIEWER"),
                403,
                "role");
        assertThat(get(asset + "/history").getContentAsString()).isEqualTo("[]");
    }

    @Test
    void manyAreDecidedAtOnceAndTheLedgerTells() throws Exception {
        String ids =
                String.join("\", \"", assets.stream().map(AssetId::toString).toList());
        MockHttpServletResponse outcome = post(
                "/api/v1/campaigns/" + campaign + "/reviews",
                "{\"assets\": [\"" + ids + "\"], \"state\": \"APPROVED\"}",
                "APPROVER");

        assertThat(JsonPath.<Integer>read(outcome.getContentAsString(), "$.changed"))
                .isEqualTo(6);
        assertThat(JsonPath.<Integer>read(
                        get("/api/v1/campaigns/" + campaign + "/shots/counts").getContentAsString(), "$.APPROVED"))
                .isEqualTo(6);
        assertThat(JsonPath.<List<String>>read(
                        get("/api/v1/ledger/reviews?limit=500").getContentAsString(),
                        "$.items[?(@.campaign == '" + campaign + "')].actor"))
                .hasSize(6)
                .containsOnly("anna");
    }

    @Test
    void unknownRoutesAndWrongMethodsAreProblemsToo() throws Exception {
        problem(get("/api/v1/nothing"), 404, "nothing");
        problem(post("/api/v1/ledger/reviews", "{}", "ADMIN"), 405, "POST");
    }

    @Test
    void withoutLoginThereIsNothing() {
        assertThat(http.get()
                        .uri("/api/v1/campaigns/x/shots")
                        .accept(MediaType.APPLICATION_JSON)
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isIn(401, 302);
    }

    @Test
    void theDocumentNamesEveryRouteWithItsProblems() throws Exception {
        String document = get("/api/v1/openapi").getContentAsString();
        assertThat(JsonPath.<java.util.Map<String, Object>>read(document, "$.paths")
                        .keySet())
                .contains(
                        "/api/v1/campaigns/{campaign}/shots",
                        "/api/v1/campaigns/{campaign}/assets/{asset}/review",
                        "/api/v1/ledger/reviews");
        List<Object> operations = JsonPath.read(document, "$.paths.*.*");
        assertThat(operations).isNotEmpty();
        assertThat(JsonPath.<List<Object>>read(
                        document, "$.paths.*.*.responses.default.content['application/problem+json']"))
                .hasSameSizeAs(operations);
        assertThat(JsonPath.<List<Object>>read(document, "$.paths.*.*.summary")).hasSameSizeAs(operations);
    }

    private MockHttpServletResponse get(String uri) {
        return http.get()
                .uri(java.net.URI.create(uri))
                .with(user("vera").roles("VIEWER"))
                .exchange()
                .getResponse();
    }

    private MockHttpServletResponse post(String uri, String body, String role) {
        return send(HttpMethod.POST, uri, null, body, role);
    }

    private MockHttpServletResponse review(String asset, String etag, String body, String role) {
        return send(HttpMethod.PUT, asset + "/review", etag, body, role);
    }

    private MockHttpServletResponse send(HttpMethod method, String uri, String etag, String body, String role) {
        var request = http.method(method)
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(user("anna").roles(role))
                .with(csrf());
        return (etag == null ? request : request.header("If-Match", etag))
                .exchange()
                .getResponse();
    }

    private static void problem(MockHttpServletResponse response, int status, String says) throws Exception {
        String body = response.getContentAsString();
        assertThat(response.getStatus()).as(body).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(JsonPath.<Integer>read(body, "$.status")).isEqualTo(status);
        assertThat(JsonPath.<String>read(body, "$.detail")).contains(says);
    }
}
