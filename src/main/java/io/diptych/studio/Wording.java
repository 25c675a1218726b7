package io.diptych.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, as the tokenizer of {@code studio-mini} cuts them: lower case, punctuation on its own. */
public final class Wording {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+|[^\\p{L}\\p{N}_\\s]");
    private static final List<String> COUNTS = List.of("one", "two", "three", "four");

    private Wording() {}

    /** The tokens of a text. */
    public static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** "one" to "four". */
    public static String count(int count) {
        return COUNTS.get(count - 1);
    }

    static List<String> counts() {
        return COUNTS;
    }

    static String article(String following) {
        return following.isEmpty() || "aeiou".indexOf(Character.toLowerCase(following.charAt(0))) < 0 ? "a" : "an";
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
