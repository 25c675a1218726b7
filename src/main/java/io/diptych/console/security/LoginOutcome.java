package io.diptych.console.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Notes logins in the audit log. */
final class LoginOutcome {

    private LoginOutcome() {}

    static final class Success extends SavedRequestAwareAuthenticationSuccessHandler {

        private final AuditLog audit;
        private final LoginLimit limit;

        Success(AuditLog audit, LoginLimit limit) {
            this.audit = audit;
            this.limit = limit;
            setDefaultTargetUrl("/");
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication login)
                throws ServletException, IOException {
            audit.add(login.getName(), request.getRemoteAddr(), "login", SecurityConfiguration.LOGIN, "ok");
            limit.succeeded(login.getName());
            super.onAuthenticationSuccess(request, response, login);
        }
    }

    static final class Failure extends SimpleUrlAuthenticationFailureHandler {

        private final AuditLog audit;

        Failure(AuditLog audit) {
            super(SecurityConfiguration.LOGIN + "?error");
            this.audit = audit;
        }

        @Override
        public void onAuthenticationFailure(
                HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
                throws IOException, ServletException {
            String tried = Objects.requireNonNullElse(request.getParameter("username"), "-");
            audit.add(tried, request.getRemoteAddr(), "login", SecurityConfiguration.LOGIN, "refused");
            super.onAuthenticationFailure(request, response, failure);
        }
    }
}
