package io.diptych.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An instruction's text, cut at its placeholders. A brace that is meant as such is written twice. */
final class Instruction {

    /** A piece of text or a placeholder. */
    sealed interface Part permits Text, Hole {}

    record Text(String text) implements Part {}

    record Hole(Placeholder placeholder) implements Part {}

    private static final Pattern PIECES =
            Pattern.compile("\\{\\{|}}|\\{\\s*([\\p{Ll}\\p{Lo}\\p{N}]+(?:-[\\p{Ll}\\p{Lo}\\p{N}]+)*)\\s*}|[{}]");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BEFORE_PUNCTUATION = Pattern.compile(" (?=[,.;:!?])");

    private final List<Part> parts;

    private Instruction(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * @param text as the YAML value reads
     * @param line tells on which line of the file a piece of the text stands
     * @throws IllegalArgumentException with the piece that is no placeholder
     */
    static Instruction parse(String text, Function<String, Integer> line) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PIECES.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Text(text.substring(end, matcher.start())));
            end = matcher.end();
            String piece = matcher.group();
            if (matcher.group(1) != null) {
                parts.add(new Hole(new Placeholder(matcher.group(1), line.apply(piece))));
            } else if (piece.length() == 2) {
                parts.add(new Text(piece.substring(1)));
            } else {
                throw new IllegalArgumentException(excerpt(text, matcher.start()));
            }
        }
        parts.add(new Text(text.substring(end)));
        return new Instruction(parts);
    }

    List<Placeholder> placeholders() {
        return parts.stream()
                .filter(Hole.class::isInstance)
                .map(part -> ((Hole) part).placeholder())
                .toList();
    }

    /** The text with every placeholder's value, in one line; what an empty value leaves behind is tidied up. */
    String fill(Map<String, String> values) {
        String filled = parts.stream()
                .map(part -> part instanceof Text text ? text.text() : value((Hole) part, values))
                .collect(Collectors.joining());
        String oneLine = BLANKS.matcher(filled).replaceAll(" ");
        return BEFORE_PUNCTUATION.matcher(oneLine).replaceAll("").strip();
    }

    private static String value(Hole hole, Map<String, String> values) {
        String value = values.get(hole.placeholder().name());
        if (value == null) {
            throw new IllegalArgumentException(
                    "no value for {" + hole.placeholder().name() + "}");
        }
        return value;
    }

    private static String excerpt(String text, int at) {
        return text.substring(at, Math.min(text.length(), at + 16)).replaceAll("\\s+", " ");
    }
}
