package io.diptych.provenance;

import java.util.List;

/**
 * An asset rendered once more.
 *
 * @param asset as recorded
 * @param now what came out this time
 * @param environmentDifferences one line per part of the environment that is not the recorded one
 * @param outputDifferences which parts of the result differ, from the model outward: picture codes, text ids, copy,
 *     pixels, file; empty if the very same bytes came out
 */
public record Replayed(
        AssetRecord asset, Asset now, List<String> environmentDifferences, List<String> outputDifferences) {

    public boolean sameBytes() {
        return outputDifferences.isEmpty();
    }

    /** For a person. */
    public String explanation() {
        String environment = environmentDifferences.isEmpty()
                ? "the environment is the recorded one"
                : "the environment differs (" + String.join("; ", environmentDifferences) + ")";
        if (sameBytes()) {
            return "Asset " + asset.id() + " came out with the same bytes; " + environment + ".";
        }
        return "Asset " + asset.id() + " came out differently (" + String.join(", ", outputDifferences) + "); "
                + environment + ".";
    }
}
