package io.diptych.provenance;

/**
 * One attempt at a shot, before it is rendered.
 *
 * @param number from 1
 * @param seed of all random draws
 * @param sourceType URI from IPTC's digital source type vocabulary, see {@link DigitalSourceType}
 * @param generator name and version of the program
 */
public record Take(Shot shot, int number, long seed, Inputs inputs, String sourceType, String generator) {

    public TakeKey key() {
        return new TakeKey(shot.key(), seed);
    }

    public AssetId id() {
        return key().assetId();
    }

    /** What the file will say about itself. */
    public Mark mark() {
        return new Mark(id(), shot.campaign(), sourceType, generator, inputs.bundle(), inputs.bundleDigest());
    }
}
