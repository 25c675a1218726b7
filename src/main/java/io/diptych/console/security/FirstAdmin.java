package io.diptych.console.security;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * On a server's first start makes the account {@code admin}, and prints its random password once: on the terminal, never
 * into the log. Unattended installs set {@code diptych.admin.password} instead.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class FirstAdmin implements ApplicationRunner {

    static final String NAME = "admin";

    /** Without those that look alike; 31 letters, four groups of five: 99 bits. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Accounts accounts;
    private final @Nullable String configured;

    FirstAdmin(Accounts accounts, @Value("${diptych.admin.password:#{null}}") @Nullable String configured) {
        this.accounts = accounts;
        this.configured = configured;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!accounts.isEmpty()) {
            return;
        }
        String password = configured == null ? random(new SecureRandom()) : configured;
        accounts.create(NAME, password, Role.ADMIN);
        if (configured == null) {
            System.out.printf(
                    "%n    First start: log in as  %s  with the password  %s%n    It is shown only now; change it under"
                            + " Account.%n%n",
                    NAME, password);
        }
    }

    private static String random(SecureRandom random) {
        return IntStream.range(0, 4)
                .mapToObj(group -> random.ints(5, 0, LETTERS.length())
                        .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
