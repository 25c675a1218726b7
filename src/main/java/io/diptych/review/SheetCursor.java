package io.diptych.review;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place of a shot on its campaign's contact sheet; a retake stands behind the shot that it is a take of.
 *
 * @param number of the shot in the shot list
 * @param run that it belongs to
 */
public record SheetCursor(int number, long run) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /** @throws IllegalArgumentException if the text is no cursor */
    public static SheetCursor parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no place on a contact sheet");
        }
        return new SheetCursor(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    @Override
    public String toString() {
        return number + "-" + run;
    }
}
