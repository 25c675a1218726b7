package io.diptych.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.diptych.console.Served;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Who may do what, for every route that there is: the list is read from the handler mappings. */
class AccessTest {

    /** All that a stranger may see; login and logout themselves are filters, not routes. */
    private static final Set<String> OPEN =
            Set.of("GET /login", "/error", "GET /actuator/health/liveness", "GET /actuator/health/readiness");

    /** Changes that everyone may make, about themselves. */
    private static final Set<String> OWN = Set.of("POST /account/password");

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

    private record Route(HttpMethod method, String path, boolean own, String type) {

        Route(HttpMethod method, String path, boolean own) {
            this(method, path, own, null);
        }

        String name() {
            return method + " " + path;
        }

        boolean changes() {
            return !Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).contains(method);
        }

        boolean isOpen() {
            return OPEN.contains(name()) || OPEN.contains(path);
        }

        boolean isApi() {
            return path.startsWith("/api/") || path.startsWith("/actuator");
        }

        String uri() {
            return path.replaceAll("\\{\\*?id}", "1")
                    .replaceAll("\\{[^}]+}", "x")
                    .replace("/**", "/x");
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutALoginNothingIsThere() {
        return routes().stream()
                .filter(route -> !route.isOpen())
                .map(route -> dynamicTest(route.name(), () -> {
                    MockHttpServletResponse answer = exchange(route, null);
                    if (route.isApi()) {
                        assertThat(answer.getStatus()).isEqualTo(401);
                        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
                    } else {
                        assertThat(answer.getStatus()).isEqualTo(302);
                        assertThat(answer.getRedirectedUrl()).endsWith("/login");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aViewerChangesNothing() {
        return routes().stream()
                .filter(route -> route.own && route.changes() && !route.isOpen() && !OWN.contains(route.name()))
                .map(route -> dynamicTest(
                        route.name(),
                        () -> assertThat(exchange(route, "VIEWER").getStatus()).isEqualTo(403)));
    }

    @Test
    void thereAreRoutesToLookAt() {
        assertThat(routes()).filteredOn(route -> route.own && route.changes()).hasSizeGreaterThan(30);
        assertThat(routes()).extracting(Route::name).containsAll(OWN).contains("GET /actuator/prometheus");
    }

    @Test
    void whatAdministratorsReadOthersDoNot() {
        for (String path : List.of("/accounts", "/audit")) {
            Route route = new Route(HttpMethod.GET, path, true);
            assertThat(exchange(route, "APPROVER").getStatus()).isEqualTo(403);
            assertThat(exchange(route, "ADMIN").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void aNewRouteThatDoesNotSayWhoMayIsClosed() throws Exception {
        HandlerMethod forgotten = new HandlerMethod(this, AccessTest.class.getDeclaredMethod("forgotten"));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("root", null, "ROLE_ADMIN"));
        try {
            assertThatThrownBy(() -> served.get(RoleGate.class)
                            .preHandle(
                                    new MockHttpServletRequest("POST", "/x"), new MockHttpServletResponse(), forgotten))
                    .isInstanceOf(AccessDeniedException.class);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    void forgotten() {}

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (RequestMappingInfoHandlerMapping mapping : served.campaigns()
                .context()
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                boolean own = handler.getBeanType().getName().startsWith("io.diptych.");
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String path : info.getPatternValues()) {
                    if (methods.isEmpty()) {
                        routes.add(new Route(HttpMethod.GET, path, own));
                        routes.add(new Route(HttpMethod.POST, path, own));
                    }
                    String type = info.getConsumesCondition().getConsumableMediaTypes().stream()
                            .findFirst()
                            .map(Object::toString)
                            .orElse(null);
                    methods.forEach(method -> routes.add(new Route(method.asHttpMethod(), path, own, type)));
                }
            });
        }
        return routes;
    }

    private static MockHttpServletResponse exchange(Route route, String role) {
        var request = served.http().method(route.method()).uri(route.uri());
        if (route.changes()) {
            request = request.with(csrf());
        }
        if (route.type != null) {
            request = request.contentType(route.type);
        }
        if (role != null) {
            request = request.with(user("somebody").roles(role));
        }
        return request.exchange().getResponse();
    }
}
