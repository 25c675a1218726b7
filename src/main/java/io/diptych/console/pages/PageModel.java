package io.diptych.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page knows: who looks at it, and what they may do. */
@ControllerAdvice(basePackageClasses = PageModel.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PageModel {

    private final RoleHierarchy roles;
    private final Words words;

    PageModel(RoleHierarchy roles, Words words) {
        this.roles = roles;
        this.words = words;
    }

    /** @param name of the account; empty for a stranger */
    public record Me(String name, boolean edits, boolean approves, boolean administers) {}

    @ModelAttribute("me")
    Me me(@Nullable Authentication login) {
        return login == null
                ? new Me("", false, false, false)
                : new Me(
                        Objects.requireNonNullElse(login.getName(), ""),
                        has(login, "EDITOR"),
                        has(login, "APPROVER"),
                        has(login, "ADMIN"));
    }

    /** Where a template is also rendered outside of a request, it cannot ask for beans. */
    @ModelAttribute("words")
    Words words() {
        return words;
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    private boolean has(Authentication login, String role) {
        return roles.getReachableGrantedAuthorities(login.getAuthorities()).stream()
                .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
    }
}
