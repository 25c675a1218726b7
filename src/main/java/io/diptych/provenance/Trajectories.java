package io.diptych.provenance;

import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.util.Optional;

/** Film strips, where they were kept: beside their assets. */
public class Trajectories {

    private final ObjectStore store;

    Trajectories(ObjectStore store) {
        this.store = store;
    }

    /** Puts a strip beside the asset; another one of the same asset is replaced. */
    public static void put(ObjectStore bucket, ObjectKeys asset, FilmStrip strip) {
        bucket.replace(asset.strip(), strip.toJson(), "application/json");
    }

    /** Empty for assets that no aligner looked at, and for those that are older than film strips. */
    public Optional<FilmStrip> of(ObjectKeys asset) {
        return store.in(asset.bucket())
                .get(asset.strip())
                .map(StoredObject::bytes)
                .flatMap(FilmStrip::of);
    }
}
