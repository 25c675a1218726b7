package io.diptych.provenance;

/** Renders a recorded take once more; lies with the model, which this package does not know. */
public interface Rerender {

    /** Digest of the bundle at hand, SHA-256 in hex. */
    String bundleDigest();

    /** Where {@link #render} would run. */
    Environment environment();

    /**
     * The same take again, alone or in a batch: companions must not change it.
     *
     * @throws ReplayRefusedException if the photo is gone or has changed
     */
    Rendered render(AssetRecord asset, Source source);
}
