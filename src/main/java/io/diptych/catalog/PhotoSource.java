package io.diptych.catalog;

import java.util.Optional;

/** A place that product photos come from. Another place, such as the web, is another implementation. */
public interface PhotoSource {

    /** Whether locations of this kind are this source's to read. */
    boolean reads(String location);

    /**
     * What is known of a photo without fetching it from afar; a local file is looked at. Empty where only a fetch could
     * tell.
     *
     * @throws PhotoException when the photo is known to be unusable
     */
    Optional<PhotoFacts> look(String location) throws PhotoException;

    /**
     * The same, but one that is far away is fetched, or asked for changes, so that {@link #look} knows it afterwards.
     *
     * @throws PhotoException when it cannot be had, or cannot be used
     */
    default Optional<PhotoFacts> ingest(String location) throws PhotoException {
        return look(location);
    }

    /**
     * The photo itself, within the limits, of a known format and of a size that its header states.
     *
     * @throws PhotoException when it is missing, out of bounds, or no picture
     */
    Photo fetch(String location) throws PhotoException;
}
