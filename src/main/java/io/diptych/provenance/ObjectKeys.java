package io.diptych.provenance;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an asset's objects lie: {@code campaigns/<campaign>/<sku>/<scene>-<variant>-<key8>/take-<n>-<digest8>.png}, with
 * {@code .json} and {@code .txt} beside it; before that comes the campaign's prefix, if it has one. {@code key8} and {@code digest8} are the first eight digits of the shot key
 * and of the PNG's digest.
 *
 * <p>Names come from catalogs and may be anything, while a key is also a path on disk and in a URL. So a name keeps its
 * ASCII letters, digits, {@code -}, {@code _} and {@code .}; every other byte of its UTF-8 form becomes {@code =} and two
 * hex digits, as in quoted-printable: {@code A/B} is {@code A=2FB}. The same happens to a dot at either end and to the
 * first letter of a name that Windows reserves ({@code CON}, {@code nul.txt}); the empty name is {@code =}. What is
 * longer than {@value #LONGEST} characters is cut, and {@code ==} and 16 digits of the whole name's SHA-256 follow.
 * Different names therefore never share a key.
 *
 * @param bucket where the objects lie
 * @param png key of the picture
 * @param sidecar key of the JSON beside it
 * @param copy key of the text
 */
public record ObjectKeys(String bucket, String png, String sidecar, String copy) {

    /** Behind the prefix the number of parts is fixed, and no name has a slash in its part. */
    private static final Pattern LAYOUT =
            Pattern.compile("(?:(?<prefix>.+)/)?campaigns/(?<own>[^/]+/[^/]+/[^/]+/[^/]+)");

    private static final int LONGEST = 80;
    private static final int DIGEST_DIGITS = 16;
    private static final Set<String> RESERVED = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    static ObjectKeys of(Place place, Shot shot, int take, String pngDigest) {
        String base = place.campaign(shot.campaign()) + segment(shot.sku()) + "/" + segment(shot.scene()) + "-"
                + segment(shot.variant()) + "-" + shot.key().substring(0, 8) + "/take-" + take + "-"
                + pngDigest.substring(0, 8);
        return new ObjectKeys(place.bucket(), base + ".png", base + ".json", base + ".txt");
    }

    /** The same objects at another place. */
    public ObjectKeys at(Place place) {
        return new ObjectKeys(place.bucket(), moved(png, place), moved(sidecar, place), moved(copy, place));
    }

    /** Key of the film strip, where there is one. */
    public String strip() {
        return sidecar.substring(0, sidecar.length() - ".json".length()) + ".strip.json";
    }

    /** Where these objects lie. */
    public Place place() {
        String prefix = parts(png).group("prefix");
        return new Place(bucket, prefix == null ? "" : prefix);
    }

    private static String moved(String key, Place place) {
        return place.campaigns() + parts(key).group("own");
    }

    private static Matcher parts(String key) {
        Matcher parts = LAYOUT.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + key + "' is no key of an asset");
        }
        return parts;
    }

    /** A name as one part of a key. */
    static String segment(String name) {
        String escaped = escape(name);
        if (escaped.length() <= LONGEST) {
            return escaped;
        }
        String tail = "==" + Sha256.hex(name).substring(0, DIGEST_DIGITS);
        int end = LONGEST - tail.length();
        int escape = escaped.lastIndexOf('=', end - 1);
        if (escape > end - 3) {
            end = escape;
        }
        return escaped.substring(0, end) + tail;
    }

    private static String escape(String name) {
        if (name.isEmpty()) {
            return "=";
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder();
        boolean reserved = RESERVED.contains(name.split("\\.", 2)[0].toLowerCase(Locale.ROOT));
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean atEnd = i == 0 || i == bytes.length - 1;
            boolean kept = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.' && !atEnd;
            if (kept && !(reserved && i == 0)) {
                escaped.append(c);
            } else {
                escaped.append('=').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
            }
        }
        return escaped.toString();
    }
}
