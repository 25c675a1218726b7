package io.diptych.delivery;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A name from a catalog as part of a path: letters and digits of any script, and no way out of a folder on any system. */
final class SafeName {

    private static final int LONGEST = 60;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._-]+");
    private static final Pattern EDGES = Pattern.compile("^[.\\-]+|[.\\-]+$");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private SafeName() {}

    /** Different names may become the same one. */
    static String of(String name) {
        String safe = trim(
                UNSAFE.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("-"));
        if (safe.length() > LONGEST) {
            int end = Character.isHighSurrogate(safe.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            safe = trim(safe.substring(0, end));
        }
        if (safe.isEmpty()) {
            return "unnamed";
        }
        return RESERVED.matcher(safe).matches() ? "_" + safe : safe;
    }

    private static String trim(String name) {
        return EDGES.matcher(name).replaceAll("");
    }
}
