package io.diptych.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes every request that changes something, and every refusal. Logins note themselves. */
final class AuditFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String NOBODY = "-";

    private final AuditLog audit;

    AuditFilter(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean changes = !READING.contains(request.getMethod());
        // A logout leaves no trace of who it was.
        Authentication before = changes ? login() : null;
        try {
            chain.doFilter(request, response);
        } finally {
            int status = response.getStatus();
            boolean login = request.getRequestURI().equals(request.getContextPath() + SecurityConfiguration.LOGIN);
            if (!login && (changes || status == 403)) {
                note(request, before, status);
            }
        }
    }

    private static @Nullable Authentication login() {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login instanceof AnonymousAuthenticationToken ? null : login;
    }

    private void note(HttpServletRequest request, @Nullable Authentication before, int status) {
        Authentication actor = login() == null ? before : login();
        try {
            audit.add(
                    actor == null ? NOBODY : Objects.requireNonNullElse(actor.getName(), NOBODY),
                    request.getRemoteAddr(),
                    request.getMethod(),
                    request.getRequestURI(),
                    status == 401 || status == 403 ? "refused" : status >= 400 ? "failed " + status : "ok");
        } catch (RuntimeException e) {
            log.error("Cannot note {} {} in the audit log", request.getMethod(), request.getRequestURI(), e);
        }
    }
}
