package io.diptych.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How the names of attributes are written, so that a scene's {@code {shoe-size}} finds the option "Shoe Size". */
public final class AttributeName {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<String, String> SPELLINGS =
            Map.of("colour", "color", "colours", "color", "colors", "color", "sizes", "size");

    private AttributeName() {}

    /**
     * The normalised name: lower case, words joined by one hyphen; "Colour" and "Colors" are both {@code color}.
     *
     * @return the empty string where {@code name} has neither letters nor digits
     */
    public static String of(String name) {
        String joined = BETWEEN_WORDS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        int start = joined.startsWith("-") ? 1 : 0;
        int end = joined.length() - (joined.length() > start && joined.endsWith("-") ? 1 : 0);
        String trimmed = joined.substring(start, end);
        return SPELLINGS.getOrDefault(trimmed, trimmed);
    }
}
