package io.diptych.catalog;

/**
 * Where the quoting of a CSV record goes wrong.
 *
 * @param column the column of the value at fault, from 0
 * @param message what is wrong and what would be right
 */
record QuotingFault(int column, String message) {

    private static final String RIGHT =
            "; a quote inside a quoted value is written twice (\"\"), and one quote ends the value";

    /** Finds the first fault of the record at the start of {@code text}, which a parser has refused. */
    static QuotingFault find(CharSequence text, char delimiter) {
        int column = 0;
        boolean quoted = false;
        boolean valueStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char after = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
            if (quoted && c == '"' && after == '"') {
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
                int end = i + 1;
                while (end < text.length() && isBlank(text.charAt(end), delimiter)) {
                    end++;
                }
                if (end < text.length() && text.charAt(end) != delimiter && !isLineEnd(text.charAt(end))) {
                    return new QuotingFault(column, "text follows the closing quote: " + around(text, i) + RIGHT);
                }
            } else if (!quoted && valueStart && c == '"') {
                quoted = true;
            } else if (!quoted && c == delimiter) {
                column++;
                valueStart = true;
                continue;
            }
            valueStart = false;
        }
        return new QuotingFault(column, "the opening quote is never closed" + RIGHT);
    }

    private static boolean isBlank(char c, char delimiter) {
        return c != delimiter && !isLineEnd(c) && Character.isWhitespace(c);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static String around(CharSequence text, int at) {
        CharSequence part = text.subSequence(Math.max(0, at - 12), Math.min(text.length(), at + 13));
        return "«" + part.toString().replaceAll("\\s", " ") + "»";
    }
}
