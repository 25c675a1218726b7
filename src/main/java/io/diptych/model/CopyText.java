package io.diptych.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Writes lower-case words and punctuation, each set off by spaces, the way a person would. */
final class CopyText {

    private static final Pattern GLUED_LEFT = Pattern.compile("\\s+([.,;:!?%)\\]}\\u2026])");
    private static final Pattern GLUED_RIGHT = Pattern.compile("([(\\[{])\\s+");
    private static final Pattern GLUED_BOTH =
            Pattern.compile("(?<=[\\p{L}\\p{N}])\\s+(['\\u2019-])\\s+(?=[\\p{L}\\p{N}])");
    private static final Pattern SENTENCE_START = Pattern.compile("(^|[.!?\\u2026]\\s+)(\\p{Ll})");

    private CopyText() {}

    static String ofWords(String words) {
        var text = words.strip().replaceAll("\\s+", " ");
        text = GLUED_LEFT.matcher(text).replaceAll("$1");
        text = GLUED_RIGHT.matcher(text).replaceAll("$1");
        text = GLUED_BOTH.matcher(text).replaceAll("$1");
        return SENTENCE_START
                .matcher(text)
                .replaceAll(match -> match.group(1) + match.group(2).toUpperCase(Locale.ROOT));
    }
}
