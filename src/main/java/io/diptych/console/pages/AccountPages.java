package io.diptych.console.pages;

import io.diptych.console.security.Account;
import io.diptych.console.security.Accounts;
import io.diptych.console.security.ApiTokens;
import io.diptych.console.security.AuditEvent;
import io.diptych.console.security.AuditLog;
import io.diptych.console.security.ForAdmins;
import io.diptych.console.security.ForEditors;
import io.diptych.console.security.ForViewers;
import io.diptych.console.security.Role;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account and tokens; and, for administrators, everyone's and the audit log. */
@Pages
class AccountPages {

    private static final int PAGE = 100;

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final AuditLog audit;

    AccountPages(Accounts accounts, ApiTokens tokens, AuditLog audit) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
    }

    @GetMapping("/account")
    String own(Principal actor, Model model) {
        Account account = accounts.find(actor.getName()).orElse(null);
        model.addAttribute("account", account);
        model.addAttribute(
                "roles",
                account == null
                        ? List.of()
                        : List.of(Role.values()).stream()
                                .filter(role -> account.role().includes(role))
                                .toList());
        model.addAttribute("tokens", tokens.list(actor.getName()));
        model.addAttribute("now", Instant.now());
        return "account";
    }

    /** About oneself, whatever one's role. */
    @PostMapping("/account/password")
    @ForViewers
    String changePassword(
            @RequestParam String now, @RequestParam String next, Principal actor, RedirectAttributes flash) {
        accounts.changePassword(actor.getName(), now, next);
        flash.addFlashAttribute("done", "Your password is changed");
        return "redirect:/account";
    }

    @PostMapping("/account/tokens")
    @ForEditors
    String createToken(
            @RequestParam String label,
            @RequestParam Role role,
            @RequestParam int days,
            Principal actor,
            RedirectAttributes flash) {
        flash.addFlashAttribute(
                "secret",
                tokens.create(actor.getName(), label, role, Duration.ofDays(days))
                        .secret());
        return "redirect:/account";
    }

    @PostMapping("/account/tokens/{id}/revoke")
    @ForEditors
    String revokeToken(@PathVariable long id, Principal actor, RedirectAttributes flash) {
        flash.addFlashAttribute(
                "done", tokens.revoke(id, actor.getName()) ? "The token is revoked" : "It was revoked already");
        return "redirect:/account";
    }

    @GetMapping("/accounts")
    @ForAdmins
    String all(Model model) {
        model.addAttribute("accounts", accounts.list());
        model.addAttribute("roles", Role.values());
        model.addAttribute("tokens", tokens.list(null));
        model.addAttribute("now", Instant.now());
        return "accounts";
    }

    @PostMapping("/accounts")
    @ForAdmins
    String create(
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam Role role,
            RedirectAttributes flash) {
        accounts.create(name.strip(), password, role);
        flash.addFlashAttribute("done", "Account " + name + " is made");
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/{name}")
    @ForAdmins
    String change(
            @PathVariable String name,
            @RequestParam Role role,
            @RequestParam(defaultValue = "false") boolean enabled,
            RedirectAttributes flash) {
        accounts.change(name, role, enabled);
        flash.addFlashAttribute("done", "Account " + name + " is changed; it holds from the next login");
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/{name}/password")
    @ForAdmins
    String reset(@PathVariable String name, @RequestParam String password, RedirectAttributes flash) {
        accounts.resetPassword(name, password);
        flash.addFlashAttribute("done", "The password of " + name + " is changed");
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/{name}/remove")
    @ForAdmins
    String remove(@PathVariable String name, RedirectAttributes flash) {
        accounts.remove(name);
        flash.addFlashAttribute("done", "Account " + name + " is removed");
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/tokens/{id}/revoke")
    @ForAdmins
    String revoke(@PathVariable long id, RedirectAttributes flash) {
        flash.addFlashAttribute("done", tokens.revoke(id, null) ? "The token is revoked" : "It was revoked already");
        return "redirect:/accounts";
    }

    @GetMapping("/audit")
    @ForAdmins
    String audit(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable String actor,
            Model model) {
        String of = actor == null || actor.isBlank() ? null : actor.strip();
        List<AuditEvent> events = audit.list(before, of, PAGE + 1);
        List<AuditEvent> page = events.subList(0, Math.min(PAGE, events.size()));
        model.addAttribute("events", page);
        model.addAttribute("actor", of);
        model.addAttribute("next", events.size() > PAGE ? page.get(PAGE - 1).id() : null);
        return "audit";
    }
}
