package io.diptych.storage;

import java.time.Instant;
import java.util.Map;

/**
 * An object with its content.
 *
 * @param metadata user metadata; keys are lower case
 */
public record StoredObject(String key, byte[] bytes, String contentType, Map<String, String> metadata) {

    /** What a listing tells about an object. */
    public record Entry(String key, long size, Instant lastModified) {}

    /** What a HEAD request tells about an object. */
    public record Head(String key, long size, String contentType, Map<String, String> metadata, Instant lastModified) {}
}
