package io.diptych.provenance;

/**
 * What an asset exists once for.
 *
 * @param shotKey digest (lower-case hex) of all that decides how the shot looks
 * @param takeSeed seed of all random draws of the take
 */
public record TakeKey(String shotKey, long takeSeed) {

    public TakeKey {
        if (!shotKey.matches("[0-9a-f]{8,}")) {
            throw new IllegalArgumentException("a shot key is a hex digest of 8 digits or more, got '" + shotKey + "'");
        }
    }

    public AssetId assetId() {
        return AssetId.of(this);
    }
}
