package io.diptych.scene;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** What a misspelt name was probably meant to be. */
public final class NearestName {

    private static final double ALIKE = 0.8;
    private static final int MOST_NAMES = 20;

    private NearestName() {}

    /** The most similar of the known names; empty where none is similar. */
    public static Optional<String> among(Collection<String> known, String name) {
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(each -> similarity.apply(lower, each.toLowerCase(Locale.ROOT)) >= ALIKE)
                .max(Comparator.comparing(each -> similarity.apply(lower, each.toLowerCase(Locale.ROOT))));
    }

    /** {@code ; did you mean X? known are A, B, C}, as the end of a message. */
    public static String hint(Collection<String> known, String name) {
        String all = known.stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = known.size() > MOST_NAMES ? " and " + (known.size() - MOST_NAMES) + " more" : "";
        return among(known, name)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("")
                + (known.isEmpty() ? "" : " (known: " + all + more + ")");
    }
}
