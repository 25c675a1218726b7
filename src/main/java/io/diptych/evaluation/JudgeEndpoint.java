package io.diptych.evaluation;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A model that judges, behind the chat interface that OpenAI's servers and most others speak.
 *
 * @param url base of the interface, such as {@code https://host/v1}
 * @param key sent as a bearer token; null for none
 */
public record JudgeEndpoint(URI url, String model, @Nullable String key) {

    public JudgeEndpoint {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("'" + url + "' is no address of an interface: https://host/v1 is one");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the name of the judging model is empty");
        }
    }

    URI chat() {
        String base = url.toString().replaceAll("/+$", "");
        return URI.create(base + "/chat/completions");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
