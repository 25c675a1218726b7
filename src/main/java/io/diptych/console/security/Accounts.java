package io.diptych.console.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the console. There is always an administrator left. */
@Component
public class Accounts implements UserDetailsService {

    static final int SHORTEST_PASSWORD = 10;
    /** What bcrypt looks at. */
    private static final int LONGEST_PASSWORD = 72;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

    private final AccountRepository accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Accounts(AccountRepository accounts, PasswordEncoder passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** By name. */
    public List<Account> list() {
        return accounts.findAllByOrderByName();
    }

    public Optional<Account> find(String name) {
        return accounts.findById(name);
    }

    /** @throws AccountException if the name is taken or none, or the password too short */
    @Transactional
    public Account create(String name, String password, Role role) {
        if (!NAME.matcher(name).matches()) {
            throw new AccountException("The name \"" + name
                    + "\" cannot be used: letters, digits and . _ @ + -, at most 100, a letter or digit first");
        }
        if (accounts.existsById(name)) {
            throw new AccountException("There is an account \"" + name + "\" already");
        }
        return accounts.save(new Account(name, encoded(password), role, clock.instant()));
    }

    /** @throws AccountException if {@code now} is not the present password, or the new one is too short */
    @Transactional
    public void changePassword(String name, String now, String next) {
        Account account = get(name);
        String hash = account.passwordHash();
        if (hash == null || !passwords.matches(now, hash)) {
            throw new AccountException("The present password is not right");
        }
        account.password(encoded(next));
    }

    /** By an administrator, for someone who forgot it. */
    @Transactional
    public void resetPassword(String name, String next) {
        get(name).password(encoded(next));
    }

    /** @throws AccountException if it would leave no administrator */
    @Transactional
    public void change(String name, Role role, boolean enabled) {
        Account account = get(name);
        boolean wasAdmin = account.isActiveAdmin();
        account.become(role);
        account.enable(enabled);
        accounts.flush();
        if (wasAdmin && !account.isActiveAdmin()) {
            requireAnAdmin();
        }
    }

    /**
     * Removes an account with its tokens; what it did stays in the ledger and the audit log.
     *
     * @throws AccountException if it would leave no administrator
     */
    @Transactional
    public void remove(String name) {
        Account account = get(name);
        accounts.delete(account);
        accounts.flush();
        if (account.isActiveAdmin()) {
            requireAnAdmin();
        }
    }

    /** Someone whom an identity provider vouches for: known from now on, with the role that it states. */
    @Transactional
    public Account signedInElsewhere(String name, Role role) {
        Account account =
                accounts.findById(name).orElseGet(() -> accounts.save(new Account(name, null, role, clock.instant())));
        if (account.hasPassword()) {
            throw new AccountException("There is an account \"" + name + "\" with a password; log in with that");
        }
        account.become(role);
        return account;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        Account account = accounts.findById(name)
                .filter(Account::hasPassword)
                .orElseThrow(() -> new UsernameNotFoundException("There is no such account"));
        return User.withUsername(account.name())
                .password(account.passwordHash())
                .authorities(account.role().authority())
                .disabled(!account.enabled())
                .build();
    }

    boolean isEmpty() {
        return accounts.count() == 0;
    }

    private Account get(String name) {
        return accounts.findById(name).orElseThrow(() -> new AccountException("There is no account \"" + name + "\""));
    }

    private void requireAnAdmin() {
        if (accounts.countByRoleAndEnabledTrue(Role.ADMIN) == 0) {
            throw new AccountException("This is the last administrator; make another one first");
        }
    }

    private String encoded(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new AccountException("A password has at least " + SHORTEST_PASSWORD + " characters");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
            throw new AccountException("A password has at most " + LONGEST_PASSWORD + " bytes");
        }
        return Objects.requireNonNull(passwords.encode(password));
    }
}
