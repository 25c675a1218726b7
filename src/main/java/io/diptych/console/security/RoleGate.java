package io.diptych.console.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Looks at {@link ForEditors} and its like before anything of a request is read, and refuses whatever changes something and
 * does not say who may: who forgets that on a new route has a closed one, not an open one.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class RoleGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OURS = "io.diptych.";

    private final RoleHierarchy roles;

    RoleGate(RoleHierarchy roles) {
        this.roles = roles;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OURS)) {
            return true;
        }
        Role needed = needed(method);
        if (needed == null && READING.contains(request.getMethod())) {
            return true;
        }
        if (needed == null || !has(needed)) {
            throw new AccessDeniedException("Not for this role");
        }
        return true;
    }

    private static @Nullable Role needed(HandlerMethod method) {
        if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForAdmins.class)) {
            return Role.ADMIN;
        }
        if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForApprovers.class)) {
            return Role.APPROVER;
        }
        if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForEditors.class)) {
            return Role.EDITOR;
        }
        return AnnotatedElementUtils.hasAnnotation(method.getMethod(), ForViewers.class) ? Role.VIEWER : null;
    }

    private boolean has(Role role) {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login != null
                && roles.getReachableGrantedAuthorities(login.getAuthorities()).contains(role.authority());
    }
}
