package io.diptych.shoot;

import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.ObjectKeys;
import io.diptych.provenance.Place;
import io.diptych.storage.ObjectStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which recorded objects lie at the place that a run delivers to: one listing for each campaign that recorded some,
 * instead of a request for each object. Keeps 8 bytes an object.
 */
final class StoredObjects {

    private final ObjectStore bucket;
    private final Place place;
    private final Map<String, long[]> listings = new HashMap<>();

    StoredObjects(ObjectStore store, Place place) {
        this.bucket = store.in(place.bucket());
        this.place = place;
    }

    /** Whether picture, sidecar and copy are all there. */
    boolean complete(AssetRecord asset) {
        ObjectKeys keys = asset.objects().at(place);
        long[] listing = listings.computeIfAbsent(asset.take().shot().campaign(), this::list);
        return Stream.of(keys.png(), keys.sidecar(), keys.copy())
                .allMatch(key -> Arrays.binarySearch(listing, hash(key)) >= 0);
    }

    private long[] list(String campaign) {
        return bucket.list(place.campaign(campaign))
                .mapToLong(entry -> hash(entry.key()))
                .sorted()
                .toArray();
    }

    /** 64-bit FNV-1a, mixed once more: among ten million keys two are the same with a chance of 1 to 370,000. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }
}
