package io.diptych.console.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two doors. The API and the actuator take tokens (or a session of the console) and answer refusals as problem+json; the
 * pages take a form login and send strangers there. Everything but a short list needs a login, and what changes something
 * says by {@link ForEditors} and its like who may.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

    static final String LOGIN = "/login";

    /** All that a stranger sees: the login page with its looks, and whether the server lives. */
    static final String[] OPEN = {
        LOGIN,
        "/error",
        "/css/**",
        "/js/**",
        "/img/**",
        "/webjars/**",
        "/favicon.ico",
        "/actuator/health/liveness",
        "/actuator/health/readiness"
    };

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.ADMIN.name())
                .implies(Role.APPROVER.name())
                .role(Role.APPROVER.name())
                .implies(Role.EDITOR.name())
                .role(Role.EDITOR.name())
                .implies(Role.VIEWER.name())
                .build();
    }

    @Bean
    static DefaultMethodSecurityExpressionHandler methodSecurityExpressionHandler(RoleHierarchy hierarchy) {
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setRoleHierarchy(hierarchy);
        return handler;
    }

    @Bean
    LoginLimit loginLimit(AuditLog audit) {
        return new LoginLimit(audit);
    }

    /** It belongs into the chain of the pages only. */
    @Bean
    FilterRegistrationBean<LoginLimit> loginLimitInNoOtherChain(LoginLimit limit) {
        FilterRegistrationBean<LoginLimit> registration = new FilterRegistrationBean<>(limit);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, AuditLog audit, JsonMapper json) throws Exception {
        ApiRefusal refusal = new ApiRefusal(json);
        headers(http);
        return http.securityMatcher("/api/**", "/actuator/**")
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().hasRole(Role.VIEWER.name()))
                // A browser cannot be made to send a token, so requests with one need no proof against forgery.
                .csrf(csrf -> csrf.ignoringRequestMatchers(TokenFilter::hasToken))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .requestCache(cache -> cache.disable())
                .addFilterAfter(new AuditFilter(audit), SecurityContextHolderFilter.class)
                .addFilterBefore(new TokenFilter(tokens, refusal), CsrfFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            LoginLimit limit,
            AuditLog audit,
            OidcAccounts oidc,
            ObjectProvider<ClientRegistrationRepository> providers)
            throws Exception {
        headers(http);
        http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().hasRole(Role.VIEWER.name()))
                .formLogin(form -> form.loginPage(LOGIN)
                        .successHandler(new LoginOutcome.Success(audit, limit))
                        .failureHandler(new LoginOutcome.Failure(audit)))
                .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?bye"))
                .addFilterAfter(new AuditFilter(audit), SecurityContextHolderFilter.class)
                .addFilterBefore(limit, UsernamePasswordAuthenticationFilter.class);
        if (providers.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage(LOGIN)
                    .userInfoEndpoint(user -> user.oidcUserService(oidc))
                    .successHandler(new LoginOutcome.Success(audit, limit))
                    .failureHandler(new LoginOutcome.Failure(audit)));
        }
        return http.build();
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }
}
