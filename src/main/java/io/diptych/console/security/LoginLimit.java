package io.diptych.console.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows guessing of passwords down: so many logins for a name, and so many more from an address, in five minutes. A login
 * that succeeds gives its name all of them back.
 */
final class LoginLimit extends OncePerRequestFilter {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int OF_A_NAME = 10;
    private static final int OF_AN_ADDRESS = 50;
    /** A flood of invented names must not fill the memory. */
    private static final int REMEMBERED = 100_000;

    private final LoadingCache<String, Bucket> names = buckets(OF_A_NAME);
    private final LoadingCache<String, Bucket> addresses = buckets(OF_AN_ADDRESS);
    private final AuditLog audit;

    LoginLimit(AuditLog audit) {
        this.audit = audit;
    }

    void succeeded(String name) {
        names.invalidate(key(name));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().equals(request.getContextPath() + SecurityConfiguration.LOGIN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = Objects.requireNonNullElse(request.getParameter("username"), "");
        var byAddress = addresses.get(request.getRemoteAddr()).tryConsumeAndReturnRemaining(1);
        var byName = names.get(key(name)).tryConsumeAndReturnRemaining(1);
        long wait = Math.max(byAddress.getNanosToWaitForRefill(), byName.getNanosToWaitForRefill());
        if (wait > 0) {
            audit.add(name, request.getRemoteAddr(), "login", SecurityConfiguration.LOGIN, "too many");
            long seconds = Duration.ofNanos(wait).toSeconds() + 1;
            response.setHeader("Retry-After", Long.toString(seconds));
            response.sendRedirect(request.getContextPath() + SecurityConfiguration.LOGIN + "?wait=" + seconds);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static LoadingCache<String, Bucket> buckets(int logins) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(logins).refillGreedy(logins, WINDOW))
                        .build());
    }
}
