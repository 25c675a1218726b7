package io.diptych.provenance;

import io.diptych.storage.ObjectStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rendered take as files: the marked picture, its copy, and the JSON sidecar.
 *
 * @param png the file
 */
public record Asset(AssetRecord record, AssetTexts texts, byte[] png) {

    /**
     * Encodes, marks, digests and names what was rendered.
     *
     * @param place where the objects will lie
     * @param waypointScores JSON values, or null where no aligner looked
     */
    public static Asset of(
            Take take,
            Rendering rendering,
            Rendered rendered,
            Source source,
            Place place,
            @Nullable Map<String, Object> waypointScores) {
        byte[] png = MarkedPng.encode(rendered.picture(), take.mark());
        Outputs outputs = Outputs.of(png, rendered);
        ObjectKeys keys = ObjectKeys.of(place, take.shot(), take.number(), outputs.png());
        return new Asset(
                new AssetRecord(take, rendering, outputs, keys, waypointScores),
                new AssetTexts(source, rendered.copy()),
                png);
    }

    /**
     * Puts picture and copy where nothing else lies yet, and the sidecar. Nothing counts before the ledger has it; what a
     * killed worker put here, its successor finds and takes over.
     *
     * @param store of the bucket that the record names
     * @throws io.diptych.storage.StorageException if an object cannot be written
     */
    public void putInto(ObjectStore store) {
        ObjectKeys keys = record.objects();
        if (!store.bucket().equals(keys.bucket())) {
            throw new IllegalArgumentException(
                    "the asset belongs into bucket '" + keys.bucket() + "', not into '" + store.bucket() + "'");
        }
        Map<String, String> metadata = Map.of("asset", record.id().toString());
        store.put(keys.png(), png, "image/png", metadata);
        store.put(keys.copy(), Outputs.copyFile(texts.copy()), "text/plain; charset=utf-8", metadata);
        // Another environment may have made the same picture before, and its sidecar says so.
        store.replace(keys.sidecar(), Sidecar.write(record, texts), "application/json");
    }
}
