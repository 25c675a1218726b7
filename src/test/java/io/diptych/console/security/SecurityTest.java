package io.diptych.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.diptych.console.Served;
import io.diptych.provenance.AssetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Logins, tokens, headers, and what hostile input comes to. */
class SecurityTest {

    private static final String HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>";

    @TempDir
    private static Path data;

    private static Served served;

    @BeforeAll
    static void serve() {
        served = new Served(data);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theFirstAdministratorLogsInAndNobodyElse() {
        assertThat(login("admin", Served.PASSWORD).getRedirectedUrl()).doesNotContain("login");
        assertThat(login("admin", "wrong").getRedirectedUrl()).endsWith("/login?error");
        assertThat(login("nobody", Served.PASSWORD).getRedirectedUrl()).endsWith("/login?error");
        assertThat(audited()).anySatisfy(event -> {
            assertThat(event.actor()).isEqualTo("admin");
            assertThat(event.action()).isEqualTo("login");
            assertThat(event.outcome()).isEqualTo("refused");
        });
    }

    @Test
    void guessingIsSlowedDown() {
        served.get(Accounts.class).create("guessed", "a-long-password", Role.VIEWER);
        for (int i = 0; i < 10; i++) {
            assertThat(login("guessed", "guess " + i).getRedirectedUrl()).endsWith("error");
        }
        MockHttpServletResponse answer = login("guessed", "a-long-password");
        assertThat(answer.getRedirectedUrl()).contains("/login?wait=");
        assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 301);
    }

    @Test
    void aTokenDoesWhatItsRoleMayUntilItEnds() {
        served.get(Accounts.class).create("feed", "a-long-password", Role.EDITOR);
        ApiTokens tokens = served.get(ApiTokens.class);
        assertThatThrownBy(() -> tokens.create("feed", "too much", Role.ADMIN, Duration.ofDays(1)))
                .hasMessageContaining("cannot be ADMIN");
        assertThatThrownBy(() -> tokens.create("feed", "too long", Role.VIEWER, Duration.ofDays(400)))
                .hasMessageContaining("366 days");

        ApiTokens.NewToken viewer = tokens.create("feed", "reads", Role.VIEWER, Duration.ofDays(1));
        ApiTokens.NewToken editor = tokens.create("feed", "writes", Role.EDITOR, Duration.ofDays(1));
        assertThat(api("GET", "/api/v1/campaigns", viewer).getStatus()).isEqualTo(200);
        assertThat(api("POST", "/api/v1/campaigns/none/start", viewer).getStatus())
                .isEqualTo(403);
        assertThat(api("POST", "/api/v1/campaigns/none/start", editor).getStatus())
                .isEqualTo(404);
        assertThat(tokens.list("feed"))
                .allSatisfy(token -> assertThat(token.usedAt()).isNotNull());

        served.get(Accounts.class).change("feed", Role.VIEWER, true);
        assertThat(api("POST", "/api/v1/campaigns/none/start", editor).getStatus())
                .isEqualTo(403);
        served.get(Accounts.class).change("feed", Role.EDITOR, false);
        assertThat(api("GET", "/api/v1/campaigns", editor).getStatus()).isEqualTo(401);
        served.get(Accounts.class).change("feed", Role.EDITOR, true);

        assertThat(tokens.revoke(viewer.token().id(), "someone else")).isFalse();
        assertThat(tokens.revoke(viewer.token().id(), "feed")).isTrue();
        assertThat(api("GET", "/api/v1/campaigns", viewer).getStatus()).isEqualTo(401);
        served.campaigns()
                .jdbc()
                .sql("update api_token set expires_at = now() where id = :id")
                .param("id", editor.token().id())
                .update();
        assertThat(api("GET", "/api/v1/campaigns", editor).getStatus()).isEqualTo(401);
    }

    @Test
    void theSecretOfATokenIsNowhereInTheDatabase() {
        ApiTokens.NewToken token = served.get(ApiTokens.class).create("admin", "kept", Role.VIEWER, Duration.ofDays(1));
        assertThat(served.campaigns()
                        .jdbc()
                        .sql("select row_to_json(api_token)::text from api_token")
                        .query(String.class)
                        .list())
                .noneSatisfy(row -> assertThat(row).contains(token.secret().substring(4)));
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        assertThat(served.http()
                        .post()
                        .uri("/accounts")
                        .param("name", "evil")
                        .param("password", "a-long-password")
                        .param("role", "ADMIN")
                        .with(user("admin").roles("ADMIN"))
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(served.get(Accounts.class).find("evil")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/campaigns",
                "/campaigns/new",
                "/scenes",
                "/scenes/beach-afternoon",
                "/workers",
                "/account",
                "/accounts",
                "/audit",
                "/login"
            })
    void pagesAllowNoScriptButTheirOwn(String path) throws Exception {
        MockHttpServletResponse page = page(path);
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getContentAsString())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void hostileTextOfACatalogStaysText() throws Exception {
        long run = served.campaigns().shoot("hostile", served.bucket(), 2);
        AssetId asset = served.campaigns().assets(run).get(0);
        served.campaigns()
                .jdbc()
                .sql("update shot set title = :hostile, instruction = :hostile, sku = :hostile where run = :run")
                .param("hostile", HOSTILE)
                .param("run", run)
                .update();
        served.campaigns()
                .jdbc()
                .sql("insert into campaign (name) values ('hostile') on conflict do nothing")
                .update();
        for (String path : List.of("/campaigns/hostile", "/campaigns/hostile/assets/" + asset)) {
            String page = page(path).getContentAsString();
            assertThat(page).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;");
        }
        assertThat(page("/campaigns/hostile?sku=" + "%22%3E%3Cscript%3E").getContentAsString())
                .doesNotContain("\"><script>");
    }

    @Test
    void noPathLeadsOutOfTheTemplates() {
        for (String path : List.of("/scenes/..%2f..%2fpom", "/css/..%2f..%2fapplication.yaml", "/js/%2e%2e/x")) {
            assertThat(page(path).getStatus()).isIn(400, 404);
        }
    }

    @Test
    void theLastAdministratorStays() {
        Accounts accounts = served.get(Accounts.class);
        assertThatThrownBy(() -> accounts.change("admin", Role.VIEWER, true))
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> accounts.remove("admin")).hasMessageContaining("last administrator");
        assertThatThrownBy(() -> accounts.change("admin", Role.ADMIN, false))
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> accounts.create("short", "short", Role.VIEWER)).hasMessageContaining("at least 10");
        assertThatThrownBy(() -> accounts.create("<b>", "a-long-password", Role.VIEWER))
                .hasMessageContaining("cannot be used");
        assertThat(accounts.find("admin").orElseThrow().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void whatSomeoneChangedIsInTheAuditLogForGood() {
        served.http()
                .post()
                .uri("/scenes/none/remove")
                .with(csrf())
                .with(user("erna").roles("EDITOR"))
                .exchange();
        assertThat(audited()).anySatisfy(event -> {
            assertThat(event.actor()).isEqualTo("erna");
            assertThat(event.target()).isEqualTo("/scenes/none/remove");
            assertThat(event.outcome()).isEqualTo("ok");
        });
        assertThatThrownBy(() ->
                        served.campaigns().jdbc().sql("delete from audit_event").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void anIdentityProviderSaysWhoAndWhat() {
        OidcAccounts oidc = served.get(OidcAccounts.class);
        OidcUser paula = oidc.known(claims(Map.of(
                "sub", "1", "email", "paula@example.org", "email_verified", true, "roles", List.of("editor", "x"))));
        assertThat(paula.getName()).isEqualTo("paula@example.org");
        assertThat(paula.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_EDITOR");
        OidcUser stranger = oidc.known(claims(Map.of("sub", "77", "email", "admin", "email_verified", false)));
        assertThat(stranger.getName()).isEqualTo("77");
        assertThat(stranger.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_VIEWER");
        assertThatThrownBy(() -> oidc.known(claims(Map.of("sub", "admin", "roles", "ADMIN"))))
                .isInstanceOf(OAuth2AuthenticationException.class);
        served.get(Accounts.class).change("77", Role.VIEWER, false);
        assertThatThrownBy(() -> oidc.known(claims(Map.of("sub", "77"))))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void probesAnswerWithoutALoginAndMetersOnlyWithOne() throws Exception {
        assertThat(served.http()
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        String health = page("/actuator/health").getContentAsString();
        assertThat(health).contains("objectStore", "bundle", "\"db\"");
        assertThat(page("/actuator/prometheus").getContentAsString()).contains("diptych_shots_open");
    }

    private static OidcUser claims(Map<String, Object> claims) {
        return new DefaultOidcUser(
                List.of(), new OidcIdToken("token", Instant.now(), Instant.now().plusSeconds(60), claims));
    }

    private static List<AuditEvent> audited() {
        return served.get(AuditLog.class).list(null, null, 200);
    }

    private static MockHttpServletResponse login(String name, String password) {
        return served.http()
                .post()
                .uri("/login")
                .param("username", name)
                .param("password", password)
                .with(csrf())
                .exchange()
                .getResponse();
    }

    private static MockHttpServletResponse api(String method, String path, ApiTokens.NewToken token) {
        return served.http()
                .method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .header("Authorization", "Bearer " + token.secret())
                .exchange()
                .getResponse();
    }

    private static MockHttpServletResponse page(String path) {
        return served.http()
                .get()
                .uri(java.net.URI.create(path))
                .with(user("admin").roles("ADMIN"))
                .exchange()
                .getResponse();
    }
}
