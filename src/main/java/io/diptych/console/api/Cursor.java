package io.diptych.console.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A place in a list as clients see it: opaque, so that they take it as it is and its form may change. */
final class Cursor {

    private Cursor() {}

    /** Reads what {@link #next} wrote; null for the first page. */
    static <T> @Nullable T read(@Nullable String cursor, Function<String, T> parse) {
        if (cursor == null) {
            return null;
        }
        try {
            return parse.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST,
                    "bad-cursor",
                    "'" + cursor + "' is no cursor; follow the 'next' link of the page before");
        }
    }

    /** This request, but for the page behind the place. */
    static @Nullable String next(@Nullable Object place) {
        if (place == null) {
            return null;
        }
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
        var here = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", cursor)
                .build();
        return here.getPath() + "?" + here.getQuery();
    }
}
