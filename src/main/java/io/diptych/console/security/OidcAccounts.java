package io.diptych.console.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * People whom an identity provider vouches for (OpenID Connect). Their role is the highest that a claim of theirs names
 * ({@code diptych.security.oidc.role-claim}); without one they may look. Their name is their e-mail address if the provider
 * has verified it, else the subject's id.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class OidcAccounts extends OidcUserService {

    private final Accounts accounts;
    private final String roleClaim;

    OidcAccounts(Accounts accounts, @Value("${diptych.security.oidc.role-claim:roles}") String roleClaim) {
        this.accounts = accounts;
        this.roleClaim = roleClaim;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        return known(super.loadUser(request));
    }

    OidcUser known(OidcUser user) {
        boolean hasEmail = Boolean.TRUE.equals(user.getEmailVerified()) && user.getEmail() != null;
        String nameClaim = hasEmail ? "email" : "sub";
        String name = Objects.requireNonNull(user.getClaimAsString(nameClaim));
        try {
            Account account = accounts.signedInElsewhere(name, role(user.getClaim(roleClaim)));
            if (!account.enabled()) {
                throw new AccountException("The account \"" + name + "\" is disabled");
            }
            return new DefaultOidcUser(
                    List.of(account.role().authority()), user.getIdToken(), user.getUserInfo(), nameClaim);
        } catch (AccountException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("access_denied", e.getMessage(), null), e);
        }
    }

    /** The highest role that is named, in whatever case; VIEWER where there is none. */
    private static Role role(@Nullable Object claim) {
        Collection<?> named =
                claim instanceof Collection<?> several ? several : claim == null ? List.of() : List.of(claim);
        Role highest = Role.VIEWER;
        for (Role role : Role.values()) {
            for (Object name : named) {
                if (role.name().equals(String.valueOf(name).toUpperCase(Locale.ROOT)) && role.includes(highest)) {
                    highest = role;
                }
            }
        }
        return highest;
    }
}
