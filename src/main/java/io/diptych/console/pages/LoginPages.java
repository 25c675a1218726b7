package io.diptych.console.pages;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Pages
class LoginPages {

    private final ObjectProvider<ClientRegistrationRepository> providers;

    LoginPages(ObjectProvider<ClientRegistrationRepository> providers) {
        this.providers = providers;
    }

    /** An identity provider that one may log in with. */
    public record Provider(String id, String name) {}

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String bye,
            @RequestParam(required = false) @Nullable Integer wait,
            Model model) {
        model.addAttribute("failed", error != null);
        model.addAttribute("bye", bye != null);
        model.addAttribute("wait", wait);
        model.addAttribute("providers", providers());
        return "login";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/campaigns";
    }

    private List<Provider> providers() {
        List<Provider> found = new ArrayList<>();
        if (providers.getIfAvailable() instanceof Iterable<?> registrations) {
            for (Object registration : registrations) {
                if (registration instanceof ClientRegistration client) {
                    found.add(new Provider(client.getRegistrationId(), client.getClientName()));
                }
            }
        }
        return found;
    }
}
