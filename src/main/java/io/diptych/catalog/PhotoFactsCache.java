package io.diptych.catalog;

import java.util.Optional;

/** Remembers the facts of photos by location and version, so that planning again need not read them again. */
public interface PhotoFactsCache {

    /**
     * @param location where the photo lies, in full
     * @param version changes whenever the photo does: size and time of a file, the ETag of an address
     */
    Optional<PhotoFacts> find(String location, String version);

    void remember(String location, String version, PhotoFacts facts);
}
